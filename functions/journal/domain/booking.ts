import type { Instant } from '../../../shared/kernel/time.ts';
import { type Line, linesOf, type Movement, type Posting, type What } from './entry.ts';

/** What some units cost: the buyer paid `gross - sum(grants) + shipping + tax`, and `taxIncluded` of it was tax. */
export interface Parts {
  gross: number;
  grants: readonly { funder: string; amount: number }[];
  shipping: number;
  tax: number;
  taxIncluded: number;
}

/** What an event says for the books: an entry without its name and day; nothing where no money is concerned. */
export interface Booked {
  orderId: string;
  at: Instant;
  what: What;
  lines: Line[];
  movements: Movement[];
}

/** Money that is with somebody who takes it for the shop. */
const clearing = (provider = 'unknown') => `clearing:${provider}`;

/** Money that the shop owes to buyers whose goods are back, or never left. */
const OWED = 'refunds-payable';

const discounts = ({ grants }: Parts): Posting[] =>
  grants.map(({ funder, amount }): Posting => [`discounts:${funder}`, amount]);

/** What a sale earns, on accounts of the shop: goods without the tax that their prices include, shipping and tax. */
const earned = ({ gross, taxIncluded, shipping, tax }: Parts, goods: string): Posting[] => [
  [goods, gross - taxIncluded],
  ['shipping', shipping],
  ['tax', tax + taxIncluded],
];

/** Parts of an order that nothing more is known of than its total. */
const bare = (total: number): Parts => ({ gross: total, grants: [], shipping: 0, tax: 0, taxIncluded: 0 });

interface Money {
  provider?: string;
  amount: number;
  currency: string;
}

function moved(kind: Movement['kind'], id: string | undefined, { provider, amount, currency }: Money): Movement[] {
  return id && provider && amount > 0 ? [{ kind, id, provider, amount, currency }] : [];
}

/** A paid order: money with the provider and discounts on one side, what was earned on the other. */
export function bookPaid(fact: {
  orderId: string;
  total: number;
  currency: string;
  paidAt: Instant;
  parts?: Parts;
  paymentId?: string;
  provider?: string;
}): Booked {
  const { orderId, total: amount, currency, paidAt: at, parts = bare(fact.total), paymentId, provider } = fact;
  const lines = linesOf([[clearing(provider), amount], ...discounts(parts)], earned(parts, 'sales'));
  return { orderId, at, what: 'sale', lines, movements: moved('capture', paymentId, { provider, amount, currency }) };
}

/** An order sold and paid elsewhere. */
export function bookImported(fact: {
  orderId: string;
  source: string;
  placedAt: Instant;
  gross: number;
  discount?: number;
}): Booked {
  const { orderId, source, placedAt: at, gross, discount = 0 } = fact;
  const paid: Posting[] = [
    [clearing(source), gross - discount],
    ['discounts:shop', discount],
  ];
  return { orderId, at, what: 'sale', lines: linesOf(paid, [['sales', gross]]), movements: [] };
}

/** A paid order that was cancelled: the sale is undone, and its money owed. */
export function bookCancelled(fact: { orderId: string; total: number; at: Instant; parts?: Parts }): Booked {
  const { orderId, total, at, parts = bare(fact.total) } = fact;
  const lines = linesOf(earned(parts, 'sales'), [...discounts(parts), [OWED, total]]);
  return { orderId, at, what: 'cancellation', lines, movements: [] };
}

/**
 * Goods that came back: each part of their price is undone, and what a lost threshold does not take is owed. What is kept
 * costs more by that, and so does its tax: that much less of it is undone.
 */
export function bookReturned(fact: {
  orderId: string;
  receivedAt: Instant;
  refundTotal: number;
  parts: Parts;
  lost: number;
  lostTax?: number;
}): Booked {
  const { orderId, receivedAt: at, refundTotal, parts, lost, lostTax = 0 } = fact;
  const lines = linesOf(earned(parts, 'returned-goods'), [
    ...discounts(parts),
    ['lost-discounts', lost - lostTax],
    ['tax', lostTax],
    [OWED, refundTotal],
  ]);
  return { orderId, at, what: 'return', lines, movements: [] };
}

/** Whose account a refund is taken from: owed money, a gift of the shop, or goods that came back elsewhere. */
const REFUNDED_FROM: Record<string, string> = { cancelled: OWED, returned: OWED, goodwill: 'goodwill' };

/** Money that went back to a buyer. */
export function bookRefunded(
  fact: Money & { orderId: string; refundId: string; refundedAt: Instant; reason?: string },
): Booked {
  const { orderId, refundId, refundedAt: at, reason = 'imported', amount, provider } = fact;
  const from = REFUNDED_FROM[reason] ?? 'returned-goods';
  const lines = linesOf([[from, amount]], [[clearing(provider), amount]]);
  const movements = reason === 'imported' ? [] : moved('refund', refundId, fact);
  return { orderId, at, what: 'refund', lines, movements };
}

/** Money that came for an order which had ended, and went back: through an account of its own, which it leaves empty. */
export function bookLateMoney(
  fact: Money & { orderId: string; paymentId: string; refundId: string; at: Instant },
): Booked {
  const { orderId, paymentId, refundId, at, amount, provider } = fact;
  const [there, waiting]: [Posting, Posting] = [
    [clearing(provider), amount],
    ['late-money', amount],
  ];
  const movements = [...moved('capture', paymentId, fact), ...moved('refund', refundId, fact)];
  return { orderId, at, what: 'late-money', lines: linesOf([there, waiting], [waiting, there]), movements };
}
