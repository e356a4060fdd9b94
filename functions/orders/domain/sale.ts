import { grownFrom, SHOP, wholeOf } from './ledger.ts';
import type { Order } from './order.ts';
import { owedFor } from './returned.ts';
import { type Units, unitsOf } from './units.ts';

/** What one promotion gave to the goods that were kept, by who paid for it, and the shipping that it saved. Minor units. */
interface Given {
  promotionId: string;
  byFunder: Record<string, number>;
  shipping: number;
}

/** An order as whoever reckons what promotions brought looks at it: goods alone, in minor units, as it stands now. */
export interface Sale {
  orderId: string;
  customerId: string;
  channel: string;
  placedAt: string;
  /** Whether it was ever paid, and if so, whether all of it was undone before anything left. */
  state: 'placed' | 'sold' | 'cancelled';
  /** What was paid for the goods, and what of that came back. */
  revenue: number;
  refunded: number;
  /** What the kept goods cost the shop when they were sold; undefined where that is not known of all of them. */
  cost?: number;
  /** Every promotion that was applied, also one that gives no money. */
  given: Given[];
  /** On which side of hold-outs its buyer was. */
  arms: readonly { promotionId: string; heldOut: boolean }[];
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

function stateOf({ status, history }: Order): Sale['state'] {
  if (!history.some((step) => step.status === 'PAID' || step.status === 'COMPLETED')) return 'placed';
  return status === 'CANCELLED' ? 'cancelled' : 'sold';
}

/** What was told from elsewhere keeps its returns by SKU and price. */
function unitsBack({ returned = {}, imported, till }: Order): Units {
  if (!imported || till) return returned;
  const back: Record<string, number> = {};
  for (const [key, units] of Object.entries(returned)) {
    const sku = key.slice(0, key.lastIndexOf('@'));
    back[sku] = (back[sku] ?? 0) + units;
  }
  return back;
}

function costOf({ basis }: Order, all: Units, back: Units): number | undefined {
  const costs = Object.entries(all).map(
    ([sku, units]) => (basis?.costs?.[sku] ?? Number.NaN) * (units - (back[sku] ?? 0)),
  );
  const cost = sum(costs);
  return Number.isNaN(cost) ? undefined : cost;
}

/** A till's prices have in them what its coupons gave, so the order says only who gave how much. */
const givenAtTill = ({ uses }: Order): Given[] =>
  uses.map(({ promotionId, amount }) => ({ promotionId, byFunder: { [SHOP]: amount }, shipping: 0 }));

function givenBy(order: Order, back: Units, isKept: boolean): Given[] {
  if (order.till) return givenAtTill(order);
  const { grants } = grownFrom(owedFor(order, back).parts, wholeOf(order));
  return order.promotions.applied.map(({ promotionId, shipping = 0 }) => {
    const byFunder: Record<string, number> = {};
    for (const grant of grants)
      if (grant.promotionId === promotionId) byFunder[grant.funder] = (byFunder[grant.funder] ?? 0) + grant.amount;
    return { promotionId, byFunder, shipping: isKept ? shipping : 0 };
  });
}

function refundedOf(order: Order, back: Units): number {
  const isElsewhere = order.imported !== undefined && order.till === undefined;
  return isElsewhere ? (order.refundTotal ?? 0) : owedFor(order, back).goods;
}

/** An order as a sale. */
export function saleOf(order: Order): Sale {
  const { orderId, customerId, channel, placedAt, lines, basis } = order;
  const state = stateOf(order);
  const all = unitsOf(lines);
  const back = state === 'cancelled' ? all : unitsBack(order);
  const cost = costOf(order, all, back);
  return {
    orderId,
    customerId,
    channel,
    placedAt,
    state,
    revenue: sum(lines.map(({ net }) => net)),
    refunded: refundedOf(order, back),
    ...(cost === undefined ? {} : { cost }),
    given: givenBy(order, back, state !== 'cancelled'),
    arms: basis?.arms ?? [],
  };
}
