import type { Instant } from '../../../shared/kernel/time.ts';

/** One line of an entry: an amount on one side of one account, in minor units. */
export interface Line {
  account: string;
  debit?: number;
  credit?: number;
}

/** Money that moved at a payment provider, under the id that the provider knows it by. */
export interface Movement {
  kind: 'capture' | 'refund';
  id: string;
  provider: string;
  amount: number;
  currency: string;
}

/** What an entry is about. */
export type What = 'sale' | 'cancellation' | 'return' | 'refund' | 'late-money';

/** A double entry. It is named for the event that it was made of, so that an event makes one entry, ever. */
export interface Entry {
  entryId: string;
  /** Day of the shop's calendar. */
  date: string;
  at: Instant;
  orderId: string;
  what: What;
  lines: Line[];
  movements: Movement[];
}

/** An amount for one account: positive on the side it is named for, negative on the other. */
export type Posting = [account: string, amount: number];

const debitOf = ([account, amount]: Posting): Line =>
  amount > 0 ? { account, debit: amount } : { account, credit: -amount };

/** The lines of an entry. What comes to nothing is left out. Throws a fault when debits and credits differ. */
export function linesOf(debits: readonly Posting[], credits: readonly Posting[]): Line[] {
  const postings = [...debits, ...credits.map(([account, amount]): Posting => [account, -amount])];
  if (postings.reduce((sum, [, amount]) => sum + amount, 0) !== 0) throw new Error('an entry does not balance');
  return postings.filter(([, amount]) => amount !== 0).map(debitOf);
}

/** What an account took on each side on one day. */
export interface Total {
  date: string;
  account: string;
  debit: number;
  credit: number;
}

/** What entries come to by day and account. */
export function totalsOf(entries: readonly Pick<Entry, 'date' | 'lines'>[]): Total[] {
  const totals = new Map<string, Total>();
  for (const { date, lines } of entries) {
    for (const { account, debit = 0, credit = 0 } of lines) {
      const key = `${date}#${account}`;
      const known = totals.get(key) ?? { date, account, debit: 0, credit: 0 };
      totals.set(key, { ...known, debit: known.debit + debit, credit: known.credit + credit });
    }
  }
  return [...totals.values()];
}

/** What an account took on each side, and what is left on its debit side (negative: on its credit side). */
export interface Balance {
  account: string;
  debit: number;
  credit: number;
  balance: number;
}

/** Totals of any days by account. */
export function balancesOf(totals: readonly Total[]): Balance[] {
  const sums = totalsOf(
    totals.map(({ account, debit, credit }) => ({ date: '', lines: [{ account, debit, credit }] })),
  );
  return sums
    .map(({ account, debit, credit }) => ({ account, debit, credit, balance: debit - credit }))
    .sort((a, b) => (a.account < b.account ? -1 : 1));
}
