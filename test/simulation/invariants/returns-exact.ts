import type { Commit, Invariant } from '../contract.ts';
import type { OrderDoc, OrderLine } from './shapes.ts';
import { type Plain, type Seen, seenAt } from './stored.ts';

interface Received {
  sku: string;
  quantity: number;
  condition: string;
}

interface Return {
  returnId: string;
  orderId: string;
  status: string;
  refundTotal: number;
  received?: Received[];
}

type Bundles = Readonly<Record<string, { sku: string; quantity: number }[]>>;

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Minor unit i of an amount belongs to unit i mod n: what the first `count` of `units` units have of it. */
function partOf(amount: number, units: number, count: number): number {
  let part = 0;
  for (let unit = 0; unit < count; unit += 1) part += Math.ceil((amount - unit) / units);
  return amount === 0 ? 0 : part;
}

function worthOf({ quantity, unitPrice, discounts, shipping = 0, tax = 0 }: OrderLine, count: number): number {
  const taken = partOf(sum(discounts.map(({ amount }) => amount)), quantity, count);
  return unitPrice * count - taken + partOf(shipping, quantity, count) + partOf(tax, quantity, count);
}

/** What the buyer is owed for units that are back: a function of the set of them. */
function owedFor({ lines }: OrderDoc, returned: Readonly<Record<string, number>>): number {
  const left = new Map(Object.entries(returned));
  return sum(
    lines.map((line) => {
      const count = Math.min(line.quantity, left.get(line.sku) ?? 0);
      left.set(line.sku, (left.get(line.sku) ?? 0) - count);
      return worthOf(line, count);
    }),
  );
}

function boughtFault({ orderId, lines }: OrderDoc, returned: Readonly<Record<string, number>>): string | undefined {
  for (const [sku, count] of Object.entries(returned)) {
    const bought = sum(lines.filter((line) => line.sku === sku).map(({ quantity }) => quantity));
    if (count < 0 || count > bought) return `${orderId}: ${count} of ${sku} came back, ${bought} were bought`;
  }
  return undefined;
}

/** Goods by SKU and counter that a receipt must put on the shelf. */
function goodsOf({ received = [] }: Return, bundles: Bundles): Map<string, number> {
  const goods = new Map<string, number>();
  for (const { sku, quantity, condition } of received) {
    const counter = condition === 'resaleable' ? 'onHand' : 'damaged';
    for (const part of bundles[sku] ?? [{ sku, quantity: 1 }]) {
      const name = `${part.sku} ${counter}`;
      goods.set(name, (goods.get(name) ?? 0) + part.quantity * quantity);
    }
  }
  return goods;
}

function goodsIn(commit: Commit, returnId: string): Map<string, number> {
  const goods = new Map<string, number>();
  for (const { after } of seenAt(commit, 'inventory', 'LEDGER#')) {
    if (after?.cause !== 'returned' || after.reference !== returnId) continue;
    for (const [counter, units] of Object.entries(after.by as Readonly<Record<string, number>>)) {
      if (counter !== 'available')
        goods.set(`${after.sku} ${counter}`, (goods.get(`${after.sku} ${counter}`) ?? 0) + units);
    }
  }
  return goods;
}

const told = (goods: ReadonlyMap<string, number>) =>
  [...goods]
    .map(([name, units]) => `${name} ${units}`)
    .sort()
    .join(', ');

/** 11 again, unit by unit: what comes back is on the shelf, and its price is paid back, whatever came back before. */
export function returnsExact(): Invariant {
  const paidBack = new Map<string, number>();

  function receiptFault(commit: Commit, back: Return, order: OrderDoc): string | undefined {
    const { orderId, returned = {} } = order;
    const [should, is] = [
      told(goodsOf(back, (order as OrderDoc & { bundles?: Bundles }).bundles ?? {})),
      told(goodsIn(commit, back.returnId)),
    ];
    if (should !== is) return `${back.returnId} brought back ${should}, the shelf took ${is}`;
    const paid = (paidBack.get(orderId) ?? 0) + back.refundTotal;
    paidBack.set(orderId, paid);
    const owed = owedFor(order, returned);
    const keepsDiscounts = (order.terms ?? []).every(({ returns }) => (returns?.policy ?? 'keep') === 'keep');
    if (keepsDiscounts && paid !== owed) return `${orderId}: ${paid} go back for units that were worth ${owed}`;
    if (paid < 0 || paid > order.total) return `${orderId}: ${paid} go back of ${order.total}`;
    return boughtFault(order, returned);
  }

  function faultOf(commit: Commit, { before, after }: Seen, orders: readonly Plain[]): string | undefined {
    const [was, is] = [before?.back as Return | undefined, after?.back as Return | undefined];
    if (!is) return 'a return was deleted';
    if (was?.status === is.status && was.refundTotal !== is.refundTotal) return `${is.returnId} changed its refund`;
    if (was?.status !== 'REQUESTED' || is.status === 'REQUESTED') return undefined;
    const order = orders.find(({ orderId }) => orderId === is.orderId)?.order as OrderDoc | undefined;
    return order ? receiptFault(commit, is, order) : `${is.returnId} was received without its order`;
  }

  return {
    id: '11',
    name: 'returns are exact',
    onCommit(commit: Commit) {
      const returns = seenAt(commit, 'orders', 'ORDER#', 'RETURN#');
      if (returns.length === 0) return undefined;
      const orders = seenAt(commit, 'orders', 'ORDER#', 'ORDER').flatMap(({ after }) => (after ? [after] : []));
      return returns.map((seen) => faultOf(commit, seen, orders)).find((fault) => fault !== undefined);
    },
  };
}
