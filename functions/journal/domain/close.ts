import type { Balance, Entry, Movement, Total, What } from './entry.ts';
import { balancesOf, totalsOf } from './entry.ts';

/** One line of a provider's statement. */
export interface StatementItem {
  kind: 'capture' | 'refund';
  id: string;
  amount: number;
  currency: string;
  /** Day of the shop's calendar. */
  date: string;
}

/** What is wrong between the books, the provider and the orders. */
export type DifferenceKind =
  | 'missing-at-provider'
  | 'missing-here'
  | 'other-amount'
  | 'order-disagrees'
  | 'totals-disagree';

/** One thing that does not agree. Amounts in minor units, where the side has one. */
export interface Difference {
  kind: DifferenceKind;
  /** The capture's or refund's id, or the account. */
  id: string;
  orderId?: string;
  here?: number;
  there?: number;
}

/** How many moved, and how much. */
export interface Sum {
  count: number;
  amount: number;
}

/** A day's books as they were closed. */
export interface Close {
  date: string;
  closedAt: string;
  /** Raised by one with each time the day is closed. */
  version: number;
  entries: number;
  captures: Sum;
  refunds: Sum;
  /** What the provider says of the day; absent where no provider of the stage gives statements. */
  provider?: { captures: Sum; refunds: Sum };
  balances: Balance[];
  differences: number;
}

/** An order as the close looks at it. */
export interface OrderSeen {
  orderId: string;
  total: number;
  refundTotal?: number;
  payment: { paymentId: string; status: string };
}

/** Everything a day is closed with. Entries and statement reach over the day's ends: clocks differ. */
export interface Day {
  date: string;
  entries: readonly Entry[];
  totals: readonly Total[];
  /** Absent where no provider gives statements. */
  statement?: readonly StatementItem[];
  /** The provider that the statement is of. */
  provider: string;
  orders: ReadonlyMap<string, OrderSeen>;
}

type Own = Movement & { date: string; orderId: string; what: What };

const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}#${id}`;

function ownOf(entries: readonly Entry[]): Own[] {
  return entries.flatMap(({ date, orderId, what, movements }) =>
    movements.map((movement) => ({ ...movement, date, orderId, what })),
  );
}

/** Those that were booked before, earlier or on an earlier day: the provider knows each once. */
function bookedTwice(own: readonly Own[]): ReadonlySet<Own> {
  const known = new Set<string>();
  return new Set(own.filter((movement) => known.size === known.add(keyOf(movement)).size));
}

function sumOf(movements: readonly { kind: string; amount: number }[], kind: Movement['kind']): Sum {
  const same = movements.filter((one) => one.kind === kind);
  return { count: same.length, amount: same.reduce((sum, { amount }) => sum + amount, 0) };
}

/** What stands here and not there, there and not here, or with another amount. */
function withProvider(day: Day, own: readonly Own[]): Difference[] {
  const { date, statement, provider } = day;
  if (!statement) return [];
  const theirs = new Map(statement.map((item) => [keyOf(item), item]));
  const ours = new Map(own.map((movement) => [keyOf(movement), movement]));
  const here = own.filter((movement) => movement.date === date && movement.provider === provider);
  const twice = bookedTwice(own);
  const checked = here.flatMap((movement): Difference[] => {
    const item = twice.has(movement) ? undefined : theirs.get(keyOf(movement));
    const { id, orderId, amount } = movement;
    if (!item) return [{ kind: 'missing-at-provider', id, orderId, here: amount }];
    const same = item.amount === amount && item.currency === movement.currency;
    return same ? [] : [{ kind: 'other-amount', id, orderId, here: amount, there: item.amount }];
  });
  const unknown = statement.filter((item) => item.date === date && !ours.has(keyOf(item)));
  return [...checked, ...unknown.map(({ id, amount }): Difference => ({ kind: 'missing-here', id, there: amount }))];
}

const hasMoney = (status: string) => ['captured', 'refunding', 'refunded'].includes(status);

/** What of an order's refunds, however many, is in the books of these days; each once. */
function refundedOf(orderId: string, own: readonly Own[]): number {
  const refunds = own.filter((one) => one.kind === 'refund' && one.what !== 'late-money' && one.orderId === orderId);
  return [...new Map(refunds.map((one) => [one.id, one.amount])).values()].reduce((sum, amount) => sum + amount, 0);
}

function fits({ kind, id, amount }: Own, order: OrderSeen, own: readonly Own[]): boolean {
  if (kind === 'refund') return (order.refundTotal ?? 0) >= refundedOf(order.orderId, own);
  return order.total === amount && order.payment.paymentId === id && hasMoney(order.payment.status);
}

/** What the orders themselves say otherwise. Late money is nothing that its order knows of. */
function withOrders({ date, orders }: Day, own: readonly Own[]): Difference[] {
  return own
    .filter((movement) => movement.date === date && movement.what !== 'late-money')
    .flatMap((movement): Difference[] => {
      const order = orders.get(movement.orderId);
      if (order && fits(movement, order, own)) return [];
      const { id, orderId, amount } = movement;
      const said = movement.kind === 'capture' ? order?.total : order?.refundTotal;
      return [{ kind: 'order-disagrees', id, orderId, here: amount, ...(said === undefined ? {} : { there: said }) }];
    });
}

/** Totals that the entries do not come to. */
function withTotals({ date, entries, totals }: Day): Difference[] {
  const counted = balancesOf(totalsOf(entries.filter((entry) => entry.date === date)));
  const kept = balancesOf(totals.filter((total) => total.date === date));
  const accounts = new Set([...counted, ...kept].map(({ account }) => account));
  const sidesOf = (balances: Balance[], account: string) => {
    const found = balances.find((one) => one.account === account);
    return [found?.debit ?? 0, found?.credit ?? 0] as const;
  };
  return [...accounts].flatMap((account): Difference[] => {
    const [here, there] = [sidesOf(kept, account), sidesOf(counted, account)];
    if (here[0] === there[0] && here[1] === there[1]) return [];
    return [{ kind: 'totals-disagree', id: account, here: here[0] - here[1], there: there[0] - there[1] }];
  });
}

/** Closes a day: what moved on it, and every difference between the books, the provider's statement and the orders. */
export function closeDay(day: Day, closedAt: string, version: number): { close: Close; differences: Difference[] } {
  const { date, entries, totals, statement } = day;
  const own = ownOf(entries);
  const differences = [...withProvider(day, own), ...withOrders(day, own), ...withTotals(day)];
  const [ours, theirs] = [own, statement ?? []].map((all) => all.filter((one) => one.date === date));
  const both = (movements: readonly { kind: string; amount: number }[] = []) => ({
    captures: sumOf(movements, 'capture'),
    refunds: sumOf(movements, 'refund'),
  });
  const close = {
    date,
    closedAt,
    version,
    entries: entries.filter((entry) => entry.date === date).length,
    ...both(ours),
    ...(statement ? { provider: both(theirs) } : {}),
    balances: balancesOf(totals.filter((total) => total.date === date)),
    differences: differences.length,
  };
  return { close, differences };
}
