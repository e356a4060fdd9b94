import { DomainError } from '../../../shared/kernel/errors.ts';
import { percentOf } from '../../../shared/kernel/money.ts';

/** What a guard does: refuses the price, wants a second person, or tells somebody. */
export type Act = 'block' | 'approve' | 'alert';

/** The rules that every new price of the shop is held to. */
export interface Guards {
  /** Not below cost plus a percentage of it. */
  floor?: { percentOverCost: number; act: Act };
  /** Not above a percentage of the list price. */
  ceiling?: { percentOfListPrice: number; act: Act };
  /** Not further than a percentage from any price that the same buyers saw in so many days. */
  changeRate?: { percent: number; days: number; act: Act };
  /** Not further than a percentage above the middle of the market's prices, none older than so many days. */
  parity?: { percent: number; maxAgeDays: number };
  /** Every change wants a second person. */
  approveAll?: boolean;
  /** Who may see prices before they hold, besides administrators and who planned them; everybody on the staff unless said. */
  readers?: string[];
}

/** A price that somebody wants, with what it is held against. */
export interface Wanted {
  sku: string;
  /** Where it stands in the request. */
  path: string;
  price: number;
  cost?: number;
  listPrice?: number;
  minimumPrice?: number;
  maximumPrice?: number;
  /** What the same buyers paid, or were to pay, around the time it begins. */
  recent: readonly number[];
}

/** One guard that a price does not pass. */
export interface Finding {
  sku: string;
  path: string;
  code: string;
  act: Act;
}

const below = (price: number, least: number | undefined) => least !== undefined && price < least;
const above = (price: number, most: number | undefined) => most !== undefined && price > most;

function isFar(price: number, from: number, percent: number): boolean {
  return from > 0 && Math.abs(price - from) > percentOf(from, percent);
}

/** Each guard: whether a price breaks it, and what it does then. Limits of the SKU itself always block. */
const CHECKS: readonly { code: string; breaks: (wanted: Wanted, guards: Guards) => Act | false | undefined }[] = [
  { code: 'pricing.below-minimum', breaks: ({ price, minimumPrice }) => below(price, minimumPrice) && 'block' },
  { code: 'pricing.above-maximum', breaks: ({ price, maximumPrice }) => above(price, maximumPrice) && 'block' },
  {
    code: 'pricing.below-floor',
    breaks: ({ price, cost }, { floor }) =>
      floor && cost !== undefined && below(price, cost + percentOf(cost, floor.percentOverCost)) && floor.act,
  },
  {
    code: 'pricing.above-ceiling',
    breaks: ({ price, listPrice }, { ceiling }) =>
      ceiling &&
      listPrice !== undefined &&
      above(price, percentOf(listPrice, ceiling.percentOfListPrice)) &&
      ceiling.act,
  },
  {
    code: 'pricing.changed-too-fast',
    breaks: ({ price, recent }, { changeRate }) =>
      changeRate && recent.some((before) => isFar(price, before, changeRate.percent)) && changeRate.act,
  },
];

/** What the guards find about prices, in the order of the prices. */
export function findingsOf(guards: Guards, prices: readonly Wanted[]): Finding[] {
  return prices.flatMap((wanted) =>
    CHECKS.flatMap(({ code, breaks }) => {
      const act = breaks(wanted, guards);
      return act ? [{ sku: wanted.sku, path: wanted.path, code, act }] : [];
    }),
  );
}

/** Refuses prices that a guard blocks. Throws mismatch with the code of the first guard, naming every place. */
export function refuseBlocked(findings: readonly Finding[]): void {
  const blocked = findings.filter(({ act }) => act === 'block');
  const [first] = blocked;
  if (!first) return;
  throw new DomainError('mismatch', first.code, 'A guard of the shop does not allow this price.', {
    errors: blocked.map(({ path, code }) => ({ path, code })),
  });
}

/** True where a second person has to say yes. */
export function needsApproval(guards: Guards, findings: readonly Finding[]): boolean {
  return guards.approveAll === true || findings.some(({ act }) => act === 'approve');
}
