import type { Invariant, View } from '../contract.ts';
import type { OrderDoc } from './shapes.ts';
import { itemsAt } from './tables.ts';

/** The shop's calendar is eight hours ahead and knows no summer time. */
const SHOP_OFFSET_MS = 8 * 3_600_000;
/** Longer baskets are learnt from in part. */
const MOST_LEARNT = 30;
/** Whose order it is when nobody says: nothing is learnt of him. */
const NOBODY = 'anonymous';

const dayOf = (instant: string) => new Date(Date.parse(instant) + SHOP_OFFSET_MS).toISOString().slice(0, 10);

type Figures = Record<string, number>;

function add(into: Map<string, Figures>, name: string, figures: Figures): void {
  const sum = into.get(name) ?? {};
  for (const [figure, value] of Object.entries(figures)) sum[figure] = (sum[figure] ?? 0) + value;
  into.set(name, sum);
}

const total = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

function figuresOf({ lines, discountTotal }: OrderDoc): Figures {
  return {
    orders: 1,
    units: total(lines.map(({ quantity }) => quantity)),
    gross: total(lines.map(({ quantity, unitPrice }) => quantity * unitPrice)),
    discounts: discountTotal,
  };
}

function salesFaults(view: View, orders: readonly OrderDoc[]): string[] {
  const [should, stands] = [new Map<string, Figures>(), new Map<string, Figures>()];
  for (const order of orders) {
    add(should, `${dayOf(order.placedAt)}#${order.channel}`, figuresOf(order));
    if (order.refundTotal) add(should, order.channel, { refunds: order.refundTotal });
  }
  for (const { sk, channel, orders: count, units, gross, discounts, refunds } of itemsAt(view, 'insights', 'SALES#')) {
    const figures = { orders: count, units, gross, discounts } as Figures;
    if (count) add(stands, String(sk), figures);
    if (refunds) add(stands, String(channel), { refunds: Number(refunds) });
  }
  const names = [...new Set([...should.keys(), ...stands.keys()])].sort();
  return names.flatMap((name) => {
    const [told, true_] = [JSON.stringify(stands.get(name)), JSON.stringify(should.get(name))];
    return told === true_ ? [] : [`sales of ${name}: told ${told}, orders say ${true_}`];
  });
}

/** What is learnt from the baskets of whom, beside how many there were. */
function learntFaults(view: View, of: 'sku' | 'customerId', should: ReadonlyMap<string, number>): string[] {
  const known = itemsAt(view, 'recommendations', of === 'sku' ? 'SKU#' : 'CUSTOMER#', 'KNOWLEDGE');
  const learnt = new Map(known.map(({ [of]: name, baskets }) => [String(name), Number(baskets)]));
  const names = [...new Set([...should.keys(), ...learnt.keys()])].sort();
  return names
    .filter((name) => should.get(name) !== learnt.get(name))
    .map((name) => `baskets of ${name}: learnt ${learnt.get(name)}, bought ${should.get(name)}`);
}

function basketFaults(view: View, orders: readonly OrderDoc[]): string[] {
  const [bySku, byCustomer] = [new Map<string, number>(), new Map<string, number>()];
  const count = (into: Map<string, number>, name: string) => into.set(name, (into.get(name) ?? 0) + 1);
  for (const { lines, history, imported, customerId } of orders) {
    if (!imported && !history.some(({ status }) => status === 'PAID')) continue;
    for (const sku of [...new Set(lines.map((line) => line.sku))].slice(0, MOST_LEARNT)) count(bySku, sku);
    if (customerId !== NOBODY) count(byCustomer, customerId);
  }
  return [...learntFaults(view, 'sku', bySku), ...learntFaults(view, 'customerId', byCustomer)];
}

function reviewFaults(view: View): string[] {
  const [should, stands] = [new Map<string, Figures>(), new Map<string, Figures>()];
  for (const { pk, rating } of itemsAt(view, 'feedback', 'PRODUCT#', 'REVIEW#')) {
    add(should, String(pk), { [`stars${rating}`]: 1 });
  }
  for (const { pk, ...item } of itemsAt(view, 'feedback', 'PRODUCT#', 'SUMMARY')) {
    const stars = Object.entries(item).filter(([name]) => name.startsWith('stars'));
    add(stands, String(pk), Object.fromEntries(stars) as Figures);
  }
  const names = [...new Set([...should.keys(), ...stands.keys()])];
  const sorted = (figures: Figures = {}) => JSON.stringify(Object.entries(figures).sort());
  return names
    .filter((name) => sorted(should.get(name)) !== sorted(stands.get(name)))
    .map((name) => `stars of ${name}: told ${sorted(stands.get(name))}, reviews say ${sorted(should.get(name))}`);
}

/** 17 again, seen from its effects: what is told of sales, baskets and reviews is what happened, each fact counted once. */
export function toldFigures(): Invariant {
  return {
    id: '17',
    name: 'figures that are told are true',
    atQuiet(view: View) {
      const orders = itemsAt(view, 'orders', 'ORDER#', 'ORDER').map(({ order }) => order as OrderDoc);
      return [...salesFaults(view, orders), ...basketFaults(view, orders), ...reviewFaults(view)];
    },
  };
}
