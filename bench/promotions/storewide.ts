import process from 'node:process';
import { compile } from '../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../functions/promotions/domain/evaluate.ts';
import type { Published } from '../../functions/promotions/domain/promotion.ts';
import { percentile, round } from '../load/statistics.ts';
import { type Dice, diceFrom } from '../quotes/assortment.ts';
import { now } from './assortment.ts';

/** Carts of which everything has to do with everything: prices by line below steps over all of it. */
export interface StorewideFigures {
  lines: number;
  /** Percentages of which each line can have one. */
  perLine: number;
  cpuMs: number;
  p99CpuMs: number;
  /** Of 100 carts, how many were searched to the end, and what a better combination of the others could save at most. */
  exact: number;
  mostBound: number;
}

const carts = 200;
const running = {
  version: 1,
  name: 'bench',
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2026-12-01T00:00:00.000Z',
};

const STOREWIDE = [
  {
    kind: 'threshold-off',
    layer: 'shop',
    effect: { tiers: [10_000, 30_000, 80_000].map((spend) => ({ spend, off: Math.round(spend / 8) })) },
  },
  { kind: 'threshold-off', layer: 'cross-shop', effect: { tiers: [{ spend: 30_000, off: 5_000 }], repeat: true } },
  { kind: 'gift', layer: 'shop', effect: { spend: 20_000, gifts: [{ sku: 'GIFT', quantity: 1 }] } },
  { kind: 'free-shipping', layer: 'shop', effect: { spend: 9_900 } },
] as const;

function promotionsFor(lines: number, perLine: number, dice: Dice): Published[] {
  const byLine = Array.from({ length: lines * perLine }, (_, index) => ({
    kind: 'percent-off',
    layer: 'item',
    effect: { percent: 5 + dice(20) },
    scope: { skus: [`SKU-${index % lines}`] },
  }));
  return [...byLine, ...STOREWIDE.map((one) => ({ ...one, scope: {} }))].map(
    (terms, index) =>
      ({
        ...running,
        ...terms,
        promotionId: `p-${String(index).padStart(4, '0')}`,
        priority: dice(5),
      }) as unknown as Published,
  );
}

const cartOf = (lines: number, dice: Dice) => ({
  lines: Array.from({ length: lines }, (_, line) => ({
    sku: `SKU-${line}`,
    quantity: 1 + dice(3),
    unitPrice: 500 + dice(9_500),
    category: 'goods',
  })),
  channel: 'web' as const,
  couponCodes: [],
  now,
  timeZone: 'Asia/Shanghai',
  shipping: { fee: 600, freeFrom: 50_000 },
  gifts: [{ sku: 'GIFT', unitPrice: 900, category: 'goods', available: 9 }],
});

function priceOne(lines: number, perLine: number, dice: Dice) {
  const snapshot = compile(promotionsFor(lines, perLine, dice));
  const cart = cartOf(lines, dice);
  const before = process.cpuUsage();
  const { solver } = evaluate(snapshot, cart, []);
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, bound: solver?.bound ?? 0, isExact: !solver };
}

/** Prices a cart under promotions of its own, again and again with others; the first ones warm up. */
export function measureStorewide(lines: number, perLine: number): StorewideFigures {
  const dice = diceFrom(lines * 10 + perLine);
  const all = Array.from({ length: 2 * carts }, () => priceOne(lines, perLine, dice)).slice(carts);
  const times = all.map(({ cpuMs }) => cpuMs);
  return {
    lines,
    perLine,
    cpuMs: round(times.reduce((sum, ms) => sum + ms, 0) / carts, 2),
    p99CpuMs: round(percentile(times, 0.99), 1),
    exact: round((100 * all.filter(({ isExact }) => isExact).length) / carts),
    mostBound: Math.max(...all.map(({ bound }) => bound)),
  };
}
