import { holdsBacked } from '../../invariants/holds-backed.ts';
import { oneIntentOneOrder } from '../../invariants/one-intent.ts';
import { noOversell } from '../../invariants/oversell.ts';
import { noUndersell } from '../../invariants/undersell.ts';
import { runSeed, type SeedResult } from '../../run.ts';
import { simulatedBlueprint } from '../../world/blueprint.ts';
import { loadCode } from '../../world/code.ts';
import { flashSale, type Sale, type SaleSize } from './sale.ts';

/** What a sale came to. */
export interface Figures {
  buyers: number;
  sold: number;
  soldOut: number;
  /** Buyers without a final answer. */
  untold: number;
  /** Units that were held or sold, by the stock itself. */
  reserved: number;
  orders: number;
  /** From the first asking to the decision in the store, of those who were let in. */
  admitted: Percentiles;
  /** The same until they heard of it. */
  admittedTold: Percentiles;
  /** How long after the last unit went (or after asking, where that was later) those in line were decided against. */
  lineSoldOut: Percentiles;
  /** How long requests took that were sent after the last unit went. */
  soldOutAtOnce: Percentiles;
  /** Buyers who asked after the last unit went and were let into the line nevertheless. */
  lateInLine: number;
  placesThatGrew: number;
  saleSeconds: number;
  hottest: { partition: string; units: number };
  peakConcurrency: number;
  calls: number;
  /** From the first asking until the buyer heard of an order that is charged. */
  ordered: Percentiles;
  /** How often DynamoDB said no, by what for. */
  counts: Record<string, number>;
}

interface Percentiles {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

function percentiles(values: number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

const keyOf = (id: string): string => `COMMAND#${id}#placeOrder#flash`;
const grew = (places: readonly number[]): boolean =>
  places.some((place, index) => place > (places[index - 1] ?? Infinity));

function peakOf({ simulation }: SeedResult): number {
  const steps = simulation.core.invocations.flatMap(({ at, endedAt = at }) => [
    { at, by: 1 },
    { at: endedAt, by: -1 },
  ]);
  steps.sort((a, b) => a.at - b.at || a.by - b.by);
  let [running, peak] = [0, 0];
  for (const { by } of steps) {
    running += by;
    peak = Math.max(peak, running);
  }
  return peak;
}

function figuresOf({ told, decided, endedAt = 0 }: Sale, result: SeedResult, startedAt: number): Figures {
  const { store, limits } = result.simulation;
  const level = store.itemAt('local-inventory', 'STOCK#HOT', 'AT#main') as Record<string, { N?: string }> | undefined;
  const since = ({ id, asked }: (typeof told)[number], from = asked) => (decided.get(keyOf(id))?.at ?? Infinity) - from;
  const lucky = told.filter(({ end }) => end === 'order');
  const unlucky = told.filter(({ end }) => end === 'sold-out');
  const late = unlucky.filter(({ asked }) => asked > endedAt);
  const isOrder = (item: object) => (item as { sk?: { S?: string } }).sk?.S === 'ORDER';
  return {
    buyers: told.length,
    sold: lucky.length,
    soldOut: unlucky.length,
    untold: told.filter(({ end }) => end === undefined).length,
    reserved: Number(level?.reserved?.N ?? 0),
    orders: [...store.itemsOf('local-orders')].filter(isOrder).length,
    admitted: percentiles(lucky.map((one) => since(one))),
    admittedTold: percentiles(lucky.map(({ admitted = Infinity, asked }) => admitted - asked)),
    lineSoldOut: percentiles(
      unlucky.filter(({ atOnce }) => !atOnce).map((one) => since(one, Math.max(one.asked, endedAt))),
    ),
    soldOutAtOnce: percentiles(late.filter(({ atOnce }) => atOnce).map(({ tookMs }) => tookMs)),
    lateInLine: late.filter(({ atOnce }) => !atOnce).length,
    placesThatGrew: told.filter(({ places }) => grew(places)).length,
    saleSeconds: (endedAt - startedAt) / 1_000,
    hottest: limits?.hottest ?? { partition: '', units: 0 },
    peakConcurrency: peakOf(result),
    calls: result.stats.calls ?? 0,
    ordered: percentiles(lucky.map(({ at, asked }) => at - asked)),
    counts: Object.fromEntries(
      Object.entries(result.stats).filter(([name]) => /Conflict|hrottl|write units/.test(name)),
    ),
  };
}

/** Plays a sale with the real functions and answers its figures, and what was violated. */
export async function playSale(size: SaleSize, seed: number): Promise<{ figures: Figures; violations: string[] }> {
  const sale = flashSale(size);
  const [code, blueprint] = [await loadCode(), await simulatedBlueprint()];
  const checks = [noOversell, holdsBacked, noUndersell, oneIntentOneOrder, sale.watch];
  const result = await runSeed({ seed, scenario: sale.scenario, code, blueprint, checks });
  const startedAt = Math.min(...sale.told.map(({ asked }) => asked).filter((asked) => asked > 0));
  const violations = result.violations.map(({ invariant, name, text }) => `${invariant} ${name}: ${text}`);
  return { figures: figuresOf(sale, result, startedAt), violations };
}
