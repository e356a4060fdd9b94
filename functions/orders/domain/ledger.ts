import { splitByLargestRemainder } from '../../../shared/kernel/money.ts';
import type { Granted, Order, PricedLine } from './order.ts';

/**
 * The discount ledger: what each unit of an order cost, to the minor unit, by promotion version and by who pays for it.
 *
 * THE RULE. The discounts of a line stand in the order in which they were taken, each split over its funders by largest
 * remainder. Count their minor units through from 0: minor unit number i belongs to unit i mod n of the line's n units.
 * So every entry splits by largest remainder over equal weights, what is left over going to the units that were given
 * least so far; no unit is ever given more than its price, and every sum is exact. Shipping and tax of a line split in
 * the same way, each counted from 0. A unit's share is a function of the line, so no rows of units are stored.
 */

/** What one funder gives for one promotion version on one line, in minor units. */
export interface Grant {
  promotionId: string;
  version: number;
  funder: string;
  amount: number;
}

/** One line of the ledger. */
export interface LedgerLine {
  sku: string;
  quantity: number;
  unitPrice: number;
  /** In the order in which they were taken. */
  grants: Grant[];
  shipping: number;
  /** Tax on top of the price. */
  tax: number;
  /** Tax that price and shipping hold already. */
  taxIncluded: number;
}

/** What some units of an order cost, in minor units; the buyer paid `gross - sum(grants) + shipping + tax`. */
export interface Parts {
  gross: number;
  grants: Grant[];
  shipping: number;
  tax: number;
  taxIncluded: number;
}

/** Who pays for a discount when its promotion names nobody. */
export const SHOP = 'shop';

type Sold = Pick<Order, 'lines' | 'terms'>;

const WHOLE = 1_000;

/** An amount by funder: the partners' percentages, the shop the rest. */
function byFunder(amount: number, funders: Granted['funders'] = []): [funder: string, amount: number][] {
  const weights = funders.map(({ percent }) => Math.round(percent * 10));
  const ours = WHOLE - weights.reduce((sum, weight) => sum + weight, 0);
  const names = [...funders.map(({ funder }) => funder), SHOP];
  const parts = splitByLargestRemainder(amount, [...weights, ours]);
  return names.map((name, index): [string, number] => [name, parts[index] ?? 0]).filter(([, part]) => part > 0);
}

function grantsOf({ discounts }: PricedLine, terms: readonly Granted[]): Grant[] {
  return discounts.flatMap(({ promotionId, amount }) => {
    const known = terms.find((term) => term.promotionId === promotionId);
    const version = known?.version ?? 0;
    return byFunder(amount, known?.funders).map(([funder, part]) => ({ promotionId, version, funder, amount: part }));
  });
}

/** The ledger of an order, line by line. Version 0 stands for an order from before versions were kept. */
export function ledgerOf({ lines, terms = [] }: Sold): LedgerLine[] {
  return lines.map((line) => {
    const { sku, quantity, unitPrice, shipping = 0, tax = 0, taxIncluded = 0 } = line;
    return { sku, quantity, unitPrice, grants: grantsOf(line, terms), shipping, tax, taxIncluded };
  });
}

/** How many of the minor units 0 to `minors - 1` belong to the first `count` of `units` units. */
function belonging(minors: number, units: number, count: number): number {
  return Math.floor(minors / units) * count + Math.min(count, minors % units);
}

function ofLine({ quantity, unitPrice, grants, ...more }: LedgerLine, count: number): Parts {
  const part = (amount: number) => belonging(amount, quantity, count);
  let counted = 0;
  const shares = grants.map((grant) => {
    const before = part(counted);
    counted += grant.amount;
    return { ...grant, amount: part(counted) - before };
  });
  return {
    gross: unitPrice * count,
    grants: shares,
    shipping: part(more.shipping),
    tax: part(more.tax),
    taxIncluded: part(more.taxIncluded),
  };
}

/** What the first `counts[i]` units of each line cost, line by line. */
export function shares(lines: readonly LedgerLine[], counts: readonly number[]): Parts[] {
  return lines.map((line, index) => ofLine(line, counts[index] ?? 0));
}

const AMOUNTS = ['gross', 'shipping', 'tax', 'taxIncluded'] as const;

const sameGrant = (a: Grant, b: Grant) =>
  a.promotionId === b.promotionId && a.version === b.version && a.funder === b.funder;

function addGrant(to: Grant[], grant: Grant): void {
  const known = to.find((one) => sameGrant(one, grant));
  if (known) known.amount += grant.amount;
  else if (grant.amount > 0) to.push({ ...grant });
}

/** The sum of parts, one entry for each promotion version and funder. */
export function sumOf(parts: readonly Parts[]): Parts {
  const sum: Parts = { gross: 0, grants: [], shipping: 0, tax: 0, taxIncluded: 0 };
  for (const part of parts) {
    for (const name of AMOUNTS) sum[name] += part[name];
    for (const grant of part.grants) addGrant(sum.grants, grant);
  }
  return sum;
}

/** What of `after` came to `before`; entries that did not grow are left out. */
export function grownFrom(before: Parts, after: Parts): Parts {
  const grown = { ...after };
  for (const name of AMOUNTS) grown[name] -= before[name];
  const grants = after.grants.map((grant) => {
    const known = before.grants.find((one) => sameGrant(one, grant));
    return { ...grant, amount: grant.amount - (known?.amount ?? 0) };
  });
  return { ...grown, grants: grants.filter(({ amount }) => amount !== 0) };
}

/** What all units of an order cost. */
export function wholeOf(order: Sold): Parts {
  const lines = ledgerOf(order);
  return sumOf(
    shares(
      lines,
      lines.map(({ quantity }) => quantity),
    ),
  );
}

/** What the goods cost the buyer: without shipping and tax. */
export function netOf({ gross, grants }: Pick<Parts, 'gross' | 'grants'>): number {
  return grants.reduce((left, { amount }) => left - amount, gross);
}
