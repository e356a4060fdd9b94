import type { Commit, Invariant, View } from '../contract.ts';
import type { OrderDoc } from './shapes.ts';
import { type Plain, seenAt } from './stored.ts';
import { itemsAt } from './tables.ts';

interface Line {
  account: string;
  debit?: number;
  credit?: number;
}

interface Entry {
  entryId: string;
  date: string;
  orderId: string;
  lines: Line[];
}

/** Orders that keep their money. */
const KEEPS = new Set(['PAID', 'SHIPPED', 'DELIVERED', 'COMPLETED']);

const isAmount = (amount: number) => Number.isSafeInteger(amount) && amount >= 0;
const netOf = ({ debit = 0, credit = 0 }: Line) => debit - credit;
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function entryFault({ entryId, lines }: Entry): string | undefined {
  if (!lines.every(({ debit = 0, credit = 0 }) => isAmount(debit) && isAmount(credit)))
    return `${entryId} holds no amounts`;
  const balance = sum(lines.map(netOf));
  return balance === 0 ? undefined : `${entryId} does not balance, by ${balance}`;
}

/** What an order's entries come to on the accounts that begin so. */
function balanceOf(entries: readonly Entry[], account: string): number {
  const lines = entries.flatMap((entry) => entry.lines).filter((line) => line.account.startsWith(account));
  return sum(lines.map(netOf));
}

function orderFaults(order: OrderDoc, entries: readonly Entry[]): string[] {
  const isKept = KEEPS.has(order.status);
  const kept = isKept ? order.total - (order.refundTotal ?? 0) : 0;
  const told = balanceOf(entries, 'clearing:');
  const faults =
    told === kept ? [] : [`${order.orderId} is ${order.status} and keeps ${kept}, its entries say ${told}`];
  const given = isKept ? order.discountTotal : 0;
  const discounts = balanceOf(entries, 'discounts:');
  // What comes back takes its share of the discounts along.
  const isWhole = Object.keys(order.returned ?? {}).length === 0;
  if (isWhole && discounts !== given) faults.push(`${order.orderId} was given ${given}, its entries say ${discounts}`);
  return faults;
}

/** 12: every entry balances, the days' totals are sums of entries, and the books say what orders and the provider have. */
export function booksBalance(): Invariant {
  const entries: Entry[] = [];
  const ids = new Set<string>();
  const totals = new Map<string, number>();

  function add({ date, lines }: Entry): void {
    for (const { account, debit = 0, credit = 0 } of lines) {
      for (const [side, amount] of [
        ['debit', debit],
        ['credit', credit],
      ] as const) {
        const name = `${date} ${side}:${account}`;
        if (amount !== 0) totals.set(name, (totals.get(name) ?? 0) + amount);
      }
    }
  }

  function totalFault(day: Plain, date: string): string | undefined {
    for (const [name, amount] of Object.entries(day)) {
      if (!/^(debit|credit):/.test(name)) continue;
      const should = totals.get(`${date} ${name}`) ?? 0;
      if (amount !== should) return `${date} ${name} is ${amount}, its entries come to ${should}`;
    }
    return undefined;
  }

  return {
    id: '12',
    name: 'books balance',
    onCommit(commit: Commit) {
      for (const { pk, sk, before, after } of seenAt(commit, 'journal', 'ENTRIES#')) {
        if (before || !after) return `the entry ${pk} ${sk} was changed after it was written`;
        const entry = after as unknown as Entry;
        if (ids.has(entry.entryId)) return `${entry.entryId} was booked twice`;
        ids.add(entry.entryId);
        entries.push(entry);
        add(entry);
        const fault = entryFault(entry);
        if (fault) return fault;
      }
      for (const { sk, after } of seenAt(commit, 'journal', 'TOTALS#')) {
        const fault = totalFault(after ?? {}, sk);
        if (fault) return fault;
      }
      return undefined;
    },
    atQuiet(view: View) {
      const byOrder = Map.groupBy(entries, ({ orderId }) => orderId);
      const payments = new Set(itemsAt(view, 'payments', 'PAYMENT#', 'PAYMENT').map(({ orderId }) => orderId));
      const orders = itemsAt(view, 'orders', 'ORDER#', 'ORDER').map(({ order }) => order as OrderDoc);
      const open = itemsAt(view, 'payments', 'PAYMENT#', 'REFUND#').filter(({ status }) => status !== 'refunded');
      const owed = sum(open.filter(({ reason }) => reason !== 'late-money').map(({ amount }) => Number(amount)));
      const payable = -balanceOf(entries, 'refunds-payable');
      return [
        ...orders
          .filter(({ orderId }) => payments.has(orderId))
          .flatMap((order) => orderFaults(order, byOrder.get(order.orderId) ?? [])),
        ...(payable === owed ? [] : [`the books owe ${payable} to buyers, ${owed} are on their way`]),
        ...(balanceOf(entries, 'late-money') === 0 ? [] : ['late money is left in the books']),
      ];
    },
  };
}
