import { type Fraction, fraction, least, minus, plus, times } from '../../../shared/kernel/fraction.ts';
import { roundHalfUp } from '../../../shared/kernel/money.ts';
import { type LedgerLine, netOf, type Parts } from './ledger.ts';

/** A line, what all of it cost, and what those of its units cost that came back. */
export interface Looked {
  line: LedgerLine;
  whole: Parts;
  back: Parts;
  /** How many came back. */
  count: number;
}

type TaxKind = 'tax' | 'taxIncluded';

const NONE = fraction(0);

const sum = (fractions: readonly Fraction[]) => fractions.reduce(plus, NONE);

/** What part of a line's units came back. */
const share = (amount: number, { count, line }: Looked) => fraction(amount * count, line.quantity);

/**
 * The tax on each minor unit of the lines' price: the lowest, where lines are taxed differently, so that no unit that comes
 * back is worth less than nothing.
 */
function rateOf(looked: readonly Looked[], kind: TaxKind): Fraction {
  const priced = looked.filter(({ whole }) => netOf(whole) > 0);
  const [first = NONE, ...others] = priced.map(({ whole }) => fraction(whole[kind], netOf(whole) + whole.shipping));
  return least(first, ...others);
}

/**
 * The tax that goes back with returned units. Where a threshold is lost, what is kept costs more, and is taxed by that:
 * `given` are the lines which thresholds were given for, and `goods` is what goes back for them, without tax. Reckoned in
 * exact fractions, rounded once. With each further unit it can only grow: a given unit's own tax is at least the lowest
 * rate of its own price, `goods` only grows, and a unit of any other line brings its own tax.
 */
export function taxBack(looked: readonly Looked[], given: readonly Looked[], goods: number): number {
  const worth = sum(given.map((one) => share(netOf(one.whole), one)));
  const lost = minus(worth, fraction(goods));
  const own = sum(looked.map((one) => share(one.whole.tax, one)));
  const { over, under } = minus(own, times(rateOf(given, 'tax'), lost));
  return roundHalfUp(over, under);
}

/** The tax within what a threshold takes from prices that include it. */
export function taxWithin(given: readonly Looked[], lost: number): number {
  const { over, under } = times(rateOf(given, 'taxIncluded'), fraction(lost));
  return roundHalfUp(over, under);
}
