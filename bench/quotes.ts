import process from 'node:process';
import { compile, type Snapshot } from '../functions/promotions/domain/compile.ts';
import { evaluate } from '../functions/promotions/domain/evaluate.ts';
import { median, round } from './load/statistics.ts';
import { cartsOf, promotionsOf } from './quotes/assortment.ts';
import { measureQuoteRequests, type QuoteRequestFigures } from './quotes/requests.ts';

/** Pricing carts of one size under so many running promotions, in process, one thread. */
export interface EvaluationFigures {
  promotions: number;
  cartLines: number;
  /** Once after a publish or a stop. */
  compileMs: number;
  cpuMs: number;
  /** With a core for itself, whatever else runs on the machine. */
  perCpuSecond: number;
  /** Discounts that a cart got, on average: what was really worked out. */
  discountsPerCart: number;
}

/** The domain alone and the whole way over HTTP. */
export interface QuoteFigures {
  evaluations: EvaluationFigures[];
  requests: QuoteRequestFigures[];
}

/** How much is measured. */
export interface QuotePlan {
  promotions: readonly number[];
  cartLines: readonly number[];
  /** Milliseconds for each measure. */
  windowMs: number;
  requests: { promotions: readonly number[]; count: number };
}

const carts = 500;
const batch = 20;

type Window = { cpuMs: number; discounts: number };

/** Evaluates cart after cart until the window is over. */
function evaluateFor(windowMs: number, snapshot: Snapshot, cartLines: number): Window {
  const basket = cartsOf(carts, cartLines);
  const cpu = process.cpuUsage();
  const from = performance.now();
  let count = 0;
  let discounts = 0;
  while (performance.now() - from < windowMs) {
    for (let index = 0; index < batch; index += 1) {
      const cart = basket[count % carts];
      if (cart !== undefined) discounts += evaluate(snapshot, cart, []).applied.length;
      count += 1;
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000 / count, discounts: discounts / count };
}

const timed = <T>(work: () => T): { value: T; ms: number } => {
  const from = performance.now();
  const value = work();
  return { value, ms: performance.now() - from };
};

function measureEvaluations({ promotions, cartLines, windowMs }: QuotePlan): EvaluationFigures[] {
  return promotions.flatMap((count) => {
    const published = promotionsOf(count);
    const compiled = Array.from({ length: 5 }, () => timed(() => compile(published)));
    const snapshot = compile(published);
    return cartLines.map((lines) => {
      // The first window lets the compiler of the engine do its work.
      evaluateFor(windowMs / 2, snapshot, lines);
      const { cpuMs, discounts } = evaluateFor(windowMs, snapshot, lines);
      return {
        promotions: count,
        cartLines: lines,
        compileMs: round(median(compiled.map(({ ms }) => ms))),
        cpuMs: round(cpuMs, 4),
        perCpuSecond: round(1000 / cpuMs, 0),
        discountsPerCart: round(discounts),
      };
    });
  });
}

/** Measures evaluations in process for each size, then quotes over HTTP. */
export async function measureQuotes(plan: QuotePlan): Promise<QuoteFigures> {
  const evaluations = measureEvaluations(plan);
  const requests: QuoteRequestFigures[] = [];
  for (const promotions of plan.requests.promotions) {
    requests.push(await measureQuoteRequests(promotions, plan.requests.count));
  }
  return { evaluations, requests };
}
