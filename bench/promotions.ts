import process from 'node:process';
import { compile, patch } from '../functions/promotions/domain/compile.ts';
import { evaluate } from '../functions/promotions/domain/evaluate.ts';
import type { Published } from '../functions/promotions/domain/promotion.ts';
import { median, round } from './load/statistics.ts';
import { cartsWith, runningPromotions } from './promotions/assortment.ts';
import { plainLoop } from './promotions/plain-loop.ts';
import { measureSnapshot, type SnapshotFigures } from './promotions/snapshot.ts';
import { measureStorewide, type StorewideFigures } from './promotions/storewide.ts';

/** Pricing carts of 20 lines under so many running promotions, in process, one thread. */
export interface EvaluationFigures {
  promotions: number;
  eligible: number;
  cpuMs: number;
  /** A plain loop over compiled closures, with the same carts. */
  plainLoopCpuMs: number;
  discountsPerCart: number;
  compileMs: number;
  /** Taking over one publish. */
  patchMs: number;
}

/** The evaluations, those of carts whose lines all hang together, and what a snapshot of many promotions takes. */
export interface PromotionFigures {
  evaluations: EvaluationFigures[];
  storewide: StorewideFigures[];
  snapshot: SnapshotFigures;
}

/** How much is measured. */
export interface PromotionPlan {
  promotions: readonly number[];
  eligible: number;
  /** Lines of a cart, and percentages by line. */
  storewide: readonly (readonly [lines: number, perLine: number])[];
  windowMs: number;
  rounds: number;
  snapshot: number;
}

const carts = 400;
const lines = 20;

/** CPU milliseconds of one call, working through the carts until the window is over. */
function cpuOf<Input>(inputs: readonly Input[], windowMs: number, work: (input: Input) => unknown): number {
  const cpu = process.cpuUsage();
  const from = performance.now();
  let count = 0;
  while (performance.now() - from < windowMs) {
    for (const input of inputs) work(input);
    count += inputs.length;
  }
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / 1_000 / count;
}

const timed = (work: () => unknown): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

/** Both in turn, so that what else the machine does meets both; the median of the rounds. */
function measureOne(
  promotions: readonly Published[],
  { eligible, windowMs, rounds }: PromotionPlan,
): EvaluationFigures {
  const basket = cartsWith(promotions, { carts, lines, eligible });
  const snapshot = compile(promotions);
  const loop = plainLoop(promotions);
  const price = (cart: (typeof basket)[number]) => evaluate(snapshot, cart, []);
  cpuOf(basket, windowMs, price);
  cpuOf(basket, windowMs, loop);
  const measured = Array.from({ length: rounds }, () => [
    cpuOf(basket, windowMs, price),
    cpuOf(basket, windowMs, loop),
  ]);
  const [changed] = promotions;
  return {
    promotions: promotions.length,
    eligible,
    cpuMs: round(median(measured.map(([mine = 0]) => mine)), 4),
    plainLoopCpuMs: round(median(measured.map(([, loops = 0]) => loops)), 4),
    discountsPerCart: round(basket.reduce((sum, cart) => sum + price(cart).applied.length, 0) / carts),
    compileMs: round(median(Array.from({ length: 5 }, () => timed(() => compile(promotions))))),
    patchMs: round(median(Array.from({ length: 9 }, () => timed(() => changed && patch(snapshot, [], [changed])))), 2),
  };
}

/** The bounds: this much faster than the plain loop with the most promotions, this much slower than with a hundred. */
export const promotionBounds = { timesFaster: 5, timesSlower: 3, few: 100, many: 10_000 } as const;

/** What is beyond the bounds. */
export function slowPromotions({ evaluations }: PromotionFigures): string[] {
  const of = (count: number) => evaluations.find(({ promotions }) => promotions === count);
  const [few, many] = [of(promotionBounds.few), of(promotionBounds.many)];
  if (!few || !many) return [];
  return [
    ...(many.plainLoopCpuMs / many.cpuMs < promotionBounds.timesFaster ? ['not enough faster than a plain loop'] : []),
    ...(many.cpuMs / few.cpuMs > promotionBounds.timesSlower
      ? ['it slows down with promotions that are not eligible']
      : []),
  ];
}

/** Measures evaluations for each number of promotions, then a snapshot's size, load time and memory. */
export async function measurePromotions(plan: PromotionPlan): Promise<PromotionFigures> {
  const evaluations = plan.promotions.map((count) => measureOne(runningPromotions(count), plan));
  const storewide = plan.storewide.map(([lines, perLine]) => measureStorewide(lines, perLine));
  return { evaluations, storewide, snapshot: await measureSnapshot(plan.snapshot) };
}
