/** What is known of one published version: the moments (ticks) between which it came, and between which it went. */
export interface Span {
  promotionId: string;
  /** What it takes from a unit, which no other version takes: so an order tells which one it saw. */
  amount: number;
  asked: number;
  live: number;
  /** For ever, until somebody says otherwise. */
  leaving: number;
  gone: number;
  /** Milliseconds since the epoch, where it holds for a moment only. */
  window?: { from: number; to: number };
}

/** What an order was told, and the ticks between which it was decided. */
export interface Told {
  orderId: string;
  from: number;
  to: number;
  placedAt: number;
  applied: { promotionId: string; amount: number }[];
}

/** The one clock of a storm: it ticks with every request and answer, so it knows what surely came before what. */
export class Ledger {
  readonly spans: Span[] = [];
  readonly told: Told[] = [];
  private tick = 0;

  now(): number {
    this.tick += 1;
    return this.tick;
  }

  begin(span: Pick<Span, 'promotionId' | 'amount' | 'window'>): Span {
    const begun = { ...span, asked: this.now(), live: Infinity, leaving: Infinity, gone: Infinity };
    this.spans.push(begun);
    return begun;
  }
}

const isOpen = ({ window }: Span, placedAt: number) => !window || (window.from <= placedAt && placedAt < window.to);

const name = ({ promotionId, amount }: Span) => `${promotionId} at ${amount}`;

function oddIn(order: Told, spans: readonly Span[]): string[] {
  const has = (span: Span) =>
    order.applied.some(({ promotionId, amount }) => promotionId === span.promotionId && amount === span.amount);
  const early = spans.filter((span) => has(span) && span.asked > order.to).map((span) => `${name(span)} too early`);
  const late = spans.filter((span) => has(span) && span.gone < order.from).map((span) => `${name(span)} too late`);
  const closed = spans.filter((span) => has(span) && !isOpen(span, order.placedAt)).map((s) => `${name(s)} closed`);
  const missed = spans
    .filter((span) => !has(span) && span.live < order.from && span.leaving > order.to && isOpen(span, order.placedAt))
    .map((span) => `${name(span)} missed`);
  const unknown = order.applied
    .filter((one) => !spans.some((span) => span.promotionId === one.promotionId && span.amount === one.amount))
    .map(({ promotionId, amount }) => `${promotionId} at ${amount} never was`);
  const twice = order.applied.length > new Set(order.applied.map(({ promotionId }) => promotionId)).size;
  return [...early, ...late, ...closed, ...missed, ...unknown, ...(twice ? ['two versions at once'] : [])];
}

/** Every order that saw half a change, an old or a future one, or a promotion out of its window. */
export function astrayIn({ told, spans }: Pick<Ledger, 'told' | 'spans'>): string[] {
  return told.flatMap((order) => oddIn(order, spans).map((what) => `${order.orderId}: ${what}`));
}
