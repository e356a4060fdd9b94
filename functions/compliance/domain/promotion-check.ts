import type { Instant } from '../../../shared/kernel/time.ts';
import { baselinePrice, type Compared, comparedPrice, type DealsBefore } from './base-price.ts';
import { isPrizeAllowed } from './fair-sale.ts';
import { type Localised, lintText } from './rule-text.ts';
import { type Breach, breach } from './rules.ts';

/** A prize of a draw: what it is worth, how many there are, and one in how many draws wins it. */
export interface Prize {
  prizeId: string;
  value: number;
  count: number;
  odds: number;
}

/** A former price that a promotion is shown against. */
export interface ComparedPrice {
  sku: string;
  price: number;
  label?: string;
}

/** What of a promotion the law speaks of. */
export interface Checked {
  kind: string;
  name: string | Localised;
  terms?: Localised;
  validFrom: Instant;
  validTo: Instant;
  channels: readonly string[];
  comparedPrices?: readonly ComparedPrice[];
  prizes?: readonly Prize[];
}

/** Kinds whose buyers must be able to read the rules before they take part. */
const NEED_TERMS = new Set(['lottery', 'group-buy', 'referral']);

/** What is wrong with a promotion whatever was sold: its words, its prizes. */
export function standingBreaches({ kind, name, terms, prizes = [] }: Checked): Breach[] {
  return [
    ...lintText(name, 'name'),
    ...lintText(terms, 'terms'),
    ...(NEED_TERMS.has(kind) && terms === undefined ? [breach('law.terms-required', 'terms')] : []),
    ...prizes.flatMap(({ value }, at) =>
      isPrizeAllowed(value) ? [] : [breach('law.prize-cap', `effect.prizes.${at}.value`)],
    ),
  ];
}

/** How a compared price stood in one channel when it was looked at; kept as evidence. */
export interface ComparedIn extends DealsBefore {
  /** Where it stands in the promotion. */
  at: number;
  sku: string;
  channel: string;
  price: number;
  base: number | null;
  verdict: Compared;
}

/** A compared price against what was sold in a channel. */
export function compareIn(at: number, one: ComparedPrice, channel: string, before: DealsBefore): ComparedIn {
  const { sku, price, label } = one;
  const verdict = comparedPrice(price, before, label);
  return { at, sku, channel, price, ...before, base: baselinePrice(before), verdict };
}

/**
 * The compared prices that may not be: above the base in a channel where something was sold. Where nothing ever was there
 * is nothing to be above; then the price is not shown there.
 */
export function comparedBreaches(compared: readonly ComparedIn[]): Breach[] {
  const at = new Set(compared.filter(({ verdict }) => verdict === 'too-high').map((one) => one.at));
  return [...at].sort((a, b) => a - b).map((index) => breach('law.base-price', `comparedPrices.${index}.price`));
}

const isWorse = (before: Prize, now: Prize | undefined): boolean =>
  now === undefined || now.value < before.value || now.count < before.count || now.odds > before.odds;

/** What a new version of a draw that has begun takes from its players: prizes, their value, number or odds, or time. */
export function frozenBreaches(live: Checked, next: Checked, now: Instant): Breach[] {
  if (live.kind !== 'lottery' || now < live.validFrom) return [];
  const known = new Map((next.prizes ?? []).map((prize, at) => [prize.prizeId, { prize, at }]));
  const worse = (live.prizes ?? []).flatMap((prize) => {
    const found = known.get(prize.prizeId);
    return isWorse(prize, found?.prize) ? [found ? `effect.prizes.${found.at}` : 'effect.prizes'] : [];
  });
  const times = [
    ...(next.validTo < live.validTo ? ['validTo'] : []),
    ...(next.validFrom > live.validFrom ? ['validFrom'] : []),
    ...(next.kind === live.kind ? [] : ['kind']),
  ];
  return [...new Set([...worse, ...times])].map((path) => breach('law.prize-terms-frozen', path));
}
