import { createServer, type IncomingMessage } from 'node:http';
import type { State } from '../state.ts';
import { type CaptureStatus, openPaymentBooks, type PaymentBooks } from './payment-books.ts';

/** What the provider answers. */
export interface ProviderReply {
  status: number;
  body: object;
}

/** A request as the provider takes it. */
export interface ProviderRequest {
  method: string;
  url: URL;
  body: Record<string, unknown>;
  at: string;
}

const STATUS_OF_TOKEN: Record<string, CaptureStatus> = { approve: 'captured', decline: 'declined', pending: 'pending' };

const refusal = (status: number, code: string): ProviderReply => ({ status, body: { code } });
const isMoney = ({ amount, currency }: Record<string, unknown>) =>
  Number.isSafeInteger(amount) && Number(amount) > 0 && /^[A-Z]{3}$/.test(String(currency));

function putCapture(books: PaymentBooks, paymentId: string, { body, at }: ProviderRequest): ProviderReply {
  const status = STATUS_OF_TOKEN[String(body.token)];
  if (!status || !isMoney(body)) return refusal(400, 'bad-request');
  const { amount, currency } = body as { amount: number; currency: string };
  const known = books.capture(paymentId);
  if (known && (known.amount !== amount || known.currency !== currency)) return refusal(409, 'other-amount');
  // What waits for its buyer can still be told; what is decided stays.
  if (known && known.status !== 'pending') return { status: 200, body: known };
  const capture = { paymentId, amount, currency, status, at };
  books.putCapture(capture);
  return { status: 200, body: capture };
}

function putRefund(books: PaymentBooks, refundId: string, { body, at }: ProviderRequest): ProviderReply {
  if (!isMoney(body)) return refusal(400, 'bad-request');
  const { paymentId, amount, currency } = body as { paymentId: string; amount: number; currency: string };
  const known = books.refund(refundId);
  if (known) {
    const isSame = known.paymentId === paymentId && known.amount === amount && known.currency === currency;
    return isSame ? { status: 200, body: { ...known, status: 'refunded' } } : refusal(409, 'other-refund');
  }
  const capture = books.capture(String(paymentId));
  if (capture?.status !== 'captured') return refusal(404, 'unknown-payment');
  const back = books.refundsOf(paymentId).reduce((sum, refund) => sum + refund.amount, 0);
  if (currency !== capture.currency || back + amount > capture.amount) return refusal(409, 'more-than-captured');
  const refund = { refundId, paymentId, amount, currency, at };
  books.putRefund(refund);
  return { status: 200, body: { ...refund, status: 'refunded' } };
}

function getCapture(books: PaymentBooks, paymentId: string): ProviderReply {
  const capture = books.capture(paymentId);
  if (!capture) return refusal(404, 'unknown-payment');
  const refunds = books.refundsOf(paymentId).map(({ refundId, amount, at }) => ({ refundId, amount, at }));
  return { status: 200, body: { ...capture, refunds } };
}

type Answer = (books: PaymentBooks, id: string, request: ProviderRequest) => ProviderReply;

const ANSWERS: Record<string, Answer> = {
  'PUT captures': putCapture,
  'GET captures': getCapture,
  'PUT refunds': putRefund,
  'GET statement': (books, _id, { url }) => ({
    status: 200,
    body: { items: books.statement(url.searchParams.get('date') ?? '') },
  }),
};

/** The sandbox payment provider: asked twice under one id it answers alike, and has done it once. */
export function answerOfProvider(books: PaymentBooks, request: ProviderRequest): ProviderReply {
  const [kind = '', id = ''] = request.url.pathname.split('/').slice(2);
  const answer = ANSWERS[`${request.method} ${kind}`];
  return answer ? answer(books, decodeURIComponent(id), request) : refusal(404, 'unknown-path');
}

/** Where the shop's partners listen on this machine. */
export interface Partners {
  /** Stands in the place of `http://partners.oneshelf.local` in the functions' settings. */
  readonly url: string;
  /** The payment provider's books. */
  readonly books: PaymentBooks;
  /** While true the partners are there, but nobody answers: every request is a 503. */
  gone: boolean;
  stop(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Record<string, unknown>;
}

async function reply(books: PaymentBooks, request: IncomingMessage, now: () => number): Promise<ProviderReply> {
  const url = new URL(request.url ?? '/', 'http://partner');
  const at = new Date(now()).toISOString();
  try {
    return answerOfProvider(books, { method: request.method ?? '', url, body: await bodyOf(request), at });
  } catch {
    return refusal(400, 'bad-request');
  }
}

async function gone(request: IncomingMessage): Promise<ProviderReply> {
  await bodyOf(request);
  return refusal(503, 'gone');
}

/** Opens the partners on a free port of 127.0.0.1. */
export function openPartners(state: Pick<State, 'database'>, now: () => number): Promise<Partners> {
  const books = openPaymentBooks(state);
  const partners = { url: '', books, gone: false };
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    void (partners.gone ? gone(request) : reply(books, request, now)).then(({ status, body }) => {
      const text = JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    });
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      const stop = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      resolve(Object.assign(partners, { url: `http://127.0.0.1:${port}`, stop }));
    });
  });
}
