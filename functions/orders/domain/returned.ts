import { type Fraction, fraction, greatest, least, minus, plus } from '../../../shared/kernel/fraction.ts';
import { roundHalfUp } from '../../../shared/kernel/money.ts';
import { type LedgerLine, ledgerOf, netOf, type Parts, shares, sumOf } from './ledger.ts';
import type { Granted, Order, ReturnPolicy } from './order.ts';
import { type Looked, taxBack, taxWithin } from './returned-tax.ts';
import { type Basis, discountKept, type Took } from './threshold.ts';
import type { Units } from './units.ts';

/** What the buyer is owed for a set of returned units: a function of the set, whatever the path to it. */
export interface Owed {
  total: number;
  /** What of it is for the goods, without shipping and tax on top. */
  goods: number;
  /** What the ledger says of the returned units. */
  parts: Parts;
  /** What a threshold's policy takes from that; negative where goods priced anew are cheaper. */
  lost: number;
  /** How much of `lost` is tax: on top of the price, or within it. */
  lostTax: number;
  /** What the ledger says of them line by line, before anything is lost. */
  worth: number[];
}

type Sold = Pick<Order, 'lines' | 'terms'>;

/** How many units of each line came back: those of a SKU are taken from its lines from the first on. */
function countsOf(lines: readonly { sku: string; quantity: number }[], units: Units): number[] {
  const left = new Map(Object.entries(units));
  return lines.map(({ sku, quantity }) => {
    const count = Math.min(quantity, left.get(sku) ?? 0);
    left.set(sku, (left.get(sku) ?? 0) - count);
    return count;
  });
}

const gives = (line: LedgerLine, promotionId: string) => line.grants.some((grant) => grant.promotionId === promotionId);

const amountOf = ({ grants }: Pick<Parts, 'grants'>, promotionId: string) =>
  grants.reduce((sum, grant) => sum + (grant.promotionId === promotionId ? grant.amount : 0), 0);

/** What units cost before a promotion took anything. */
function before({ gross, grants }: Parts, promotionId: string): number {
  const at = grants.findIndex((grant) => grant.promotionId === promotionId);
  return grants.slice(0, at).reduce((left, { amount }) => left - amount, gross);
}

function basisOf({ line, whole, back }: Looked, promotionId: string, policies: number): Basis {
  const { quantity } = line;
  const total = before(whole, promotionId);
  const least = Math.floor(amountOf(whole, promotionId) / quantity);
  const most = plus(fraction(least), fraction(Math.floor(netOf(whole) / quantity), BigInt(policies)));
  const last = policies === 1 && whole.grants.at(-1)?.promotionId === promotionId;
  const backUnits = back.gross / (line.unitPrice || 1);
  return { quantity, total, kept: total - before(back, promotionId), keptUnits: quantity - backUnits, most, last };
}

type Term = Granted & { returns: ReturnPolicy };

function lossBy(term: Term, looked: readonly Looked[], policies: number): Fraction {
  const { promotionId } = term;
  const given = looked.filter(({ line }) => gives(line, promotionId));
  const took = given.map(({ line, whole, back }): Took => {
    const amount = amountOf(whole, promotionId);
    return { line, amount, kept: amount - amountOf(back, promotionId) };
  });
  const own = fraction(took.reduce((sum, { kept }) => sum + kept, 0));
  return minus(
    own,
    discountKept(
      term.returns,
      took,
      given.map((one) => basisOf(one, promotionId, policies)),
    ),
  );
}

function policiesOf({ terms = [] }: Sold): Term[] {
  return terms.flatMap((term) => (term.returns ? [{ ...term, returns: term.returns }] : []));
}

const goodsOf = (looked: readonly Looked[], pick: 'whole' | 'back') =>
  looked.reduce((sum, one) => sum + netOf(one[pick]), 0);

/**
 * What goes back for the lines that thresholds were given for. What is kept of them costs between nothing and what all
 * of them cost; what the order's other lines cost has no part in that, so that none of them pays for a threshold, or is
 * paid by it.
 */
function backOfGiven(given: readonly Looked[], policies: readonly Term[]): number {
  const paid = goodsOf(given, 'whole');
  const losses = policies.map((term) => lossBy(term, given, policies.length));
  const price = losses.reduce(plus, fraction(paid - goodsOf(given, 'back')));
  const { over, under } = greatest(fraction(0), least(price, fraction(paid)));
  return paid - roundHalfUp(over, under);
}

/** What the buyer is owed when `units` of the order have come back. All of them: exactly what he paid. */
export function owedFor(order: Sold, units: Units): Owed {
  const lines = ledgerOf(order);
  const counts = countsOf(lines, units);
  const whole = shares(
    lines,
    lines.map(({ quantity }) => quantity),
  );
  const back = shares(lines, counts);
  const looked = lines.map((line, at) => ({
    line,
    whole: whole[at] as Parts,
    back: back[at] as Parts,
    count: counts[at] ?? 0,
  }));
  const parts = sumOf(back);
  const policies = policiesOf(order);
  const given = looked.filter(({ line }) => policies.some(({ promotionId }) => gives(line, promotionId)));
  const goods = backOfGiven(given, policies);
  const lostGoods = goodsOf(given, 'back') - goods;
  const tax = given.length > 0 ? taxBack(looked, given, goods) : parts.tax;
  return {
    total: netOf(parts) - lostGoods + parts.shipping + tax,
    goods: netOf(parts) - lostGoods,
    parts,
    lost: lostGoods + parts.tax - tax,
    lostTax: parts.tax - tax + taxWithin(given, lostGoods),
    worth: back.map((one) => netOf(one) + one.shipping + one.tax),
  };
}
