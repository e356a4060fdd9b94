import type { OutboundReply, OutboundRequest } from '../../../shared/platform/exchange.ts';
import type { ProviderBooks, ProviderCapture, ProviderRefund } from '../contract.ts';
import type { Core } from './core.ts';

type Asked = { token?: string; amount: number; currency: string; paymentId?: string };

const OUTCOMES: Record<string, ProviderCapture['status']> = { approve: 'captured', decline: 'declined' };
const reply = (status: number, body: unknown): OutboundReply => ({ status, text: JSON.stringify(body) });

/** The payment provider with books of its own: what is asked twice under one id happens once. */
export class Provider implements ProviderBooks {
  readonly captures = new Map<string, ProviderCapture>();
  readonly refunds = new Map<string, ProviderRefund>();
  readonly #core: Core;
  /** Told of every payment that ended otherwise than in the answer to our question. */
  onNotice: (type: string, capture: ProviderCapture) => void = () => undefined;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Answers one request of ours. */
  answer({ method, url, body }: Pick<OutboundRequest, 'method' | 'url' | 'body'>): OutboundReply {
    const [kind, id = ''] = url.pathname.split('/').filter(Boolean).slice(-2).map(decodeURIComponent);
    if (method === 'PUT' && kind === 'captures') return this.#capture(id, JSON.parse(body ?? '{}') as Asked);
    if (method === 'PUT' && kind === 'refunds') return this.#refund(id, JSON.parse(body ?? '{}') as Asked);
    if (method === 'GET' && kind === 'captures') return this.#look(id);
    return url.pathname.endsWith('/statement') ? this.#statement(url.searchParams.get('date') ?? '') : reply(404, {});
  }

  /** The buyer pays, or gives up, on the provider's own page. */
  settle(paymentId: string, amount: number, currency: string, status: 'captured' | 'declined'): void {
    const known = this.captures.get(paymentId);
    if (known !== undefined && known.status !== 'pending') return;
    const capture = { paymentId, amount, currency, status, at: this.#core.now };
    this.captures.set(paymentId, capture);
    this.#core.count('settled at the provider');
    this.onNotice(status === 'captured' ? 'payment.captured' : 'payment.declined', capture);
  }

  #capture(paymentId: string, { token, amount, currency }: Asked): OutboundReply {
    const known = this.captures.get(paymentId);
    if (known === undefined) {
      const status = OUTCOMES[token ?? ''] ?? 'pending';
      this.captures.set(paymentId, { paymentId, amount, currency, status, at: this.#core.now });
      return reply(200, { status });
    }
    const isSame = known.amount === amount && known.currency === currency;
    return isSame ? reply(200, { status: known.status }) : reply(409, { error: 'another amount' });
  }

  #refund(refundId: string, { paymentId = '', amount, currency }: Asked): OutboundReply {
    const capture = this.captures.get(paymentId);
    if (capture?.status !== 'captured') return reply(404, { error: 'unknown payment' });
    const known = this.refunds.get(refundId);
    if (known !== undefined) {
      const isSame = known.amount === amount && known.paymentId === paymentId;
      return isSame ? reply(200, { status: 'refunded' }) : reply(409, { error: 'another refund' });
    }
    const before = this.#refundsOf(paymentId).reduce((sum, each) => sum + each.amount, 0);
    if (before + amount > capture.amount || currency !== capture.currency) return reply(409, { error: 'too much' });
    this.refunds.set(refundId, { refundId, paymentId, amount, currency, at: this.#core.now });
    return reply(200, { status: 'refunded' });
  }

  #refundsOf(paymentId: string): ProviderRefund[] {
    return [...this.refunds.values()].filter((refund) => refund.paymentId === paymentId);
  }

  #look(paymentId: string): OutboundReply {
    const capture = this.captures.get(paymentId);
    if (capture === undefined) return reply(404, {});
    const at = (moment: number) => new Date(moment).toISOString();
    const refunds = this.#refundsOf(paymentId).map((each) => ({
      refundId: each.refundId,
      amount: each.amount,
      at: at(each.at),
    }));
    return reply(200, { ...capture, at: at(capture.at), refunds });
  }

  #statement(date: string): OutboundReply {
    const day = (moment: number) => new Date(moment).toISOString();
    const captures = [...this.captures.values()]
      .filter(({ status }) => status === 'captured')
      .map((each) => ({ kind: 'capture', id: each.paymentId, ...each, at: day(each.at), status: undefined }));
    const refunds = [...this.refunds.values()].map((each) => ({
      kind: 'refund',
      id: each.refundId,
      ...each,
      at: day(each.at),
      refundId: undefined,
    }));
    return reply(200, { items: [...captures, ...refunds].filter(({ at }) => at.startsWith(date)) });
  }
}
