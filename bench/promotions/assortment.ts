import type { Cart } from '../../functions/promotions/domain/cart.ts';
import type { Published } from '../../functions/promotions/domain/promotion.ts';
import { type Dice, diceFrom } from '../quotes/assortment.ts';

const skuCount = 2_000;
const skuNamed = (number: number) => `SKU-${number}`;
const sku = (dice: Dice) => skuNamed(dice(skuCount));

/** The moment at which the bench buys. */
export const now = '2026-11-21T12:30:00.000Z';

/** The seven kinds, in equal parts. */
const KINDS = [
  () => ({ kind: 'percent-off', layer: 'item', effect: { percent: 10 } }),
  () => ({ kind: 'amount-off', layer: 'item', effect: { amount: 150 } }),
  () => ({ kind: 'fixed-price', layer: 'item', effect: { price: 900 } }),
  () => ({ kind: 'flash-sale', layer: 'item', effect: { price: 800, quota: 1_000, perCustomer: 5 } }),
  () => ({ kind: 'buy-x-get-y', layer: 'item', effect: { buy: { quantity: 2 }, get: { quantity: 1, percent: 50 } } }),
  () => ({ kind: 'threshold-off', layer: 'shop', effect: { tiers: [{ spend: 3_000, off: 300 }] } }),
  (dice: Dice) => ({
    kind: 'bundle',
    layer: 'shop',
    effect: {
      items: [
        { sku: sku(dice), quantity: 1 },
        { sku: sku(dice), quantity: 1 },
      ],
      percent: 15,
    },
  }),
] as const;

/** For whom: four in ten for one of 200 stores, two for a tier, two for a channel, one for a live creator, one for all. */
function audienceOf(index: number, dice: Dice): Published['scope'] {
  const part = Math.floor(index / KINDS.length) % 10;
  if (part === 0) return {};
  if (part < 5) return { locations: [`store-${dice(200)}`] };
  if (part < 7) return { tiers: [['silver', 'gold', 'platinum', 'diamond'][dice(4)] as string] };
  return part < 9
    ? { channels: [['mini-program', 'store', 'live'][dice(3)] as string] }
    : { creators: [`c-${dice(500)}`] };
}

/** So many promotions that all run, in equal parts of the seven kinds, each for one to three of 2,000 SKUs. */
export function runningPromotions(count: number): Published[] {
  const dice = diceFrom(count);
  return Array.from({ length: count }, (_, index) => {
    const terms = (KINDS[index % KINDS.length] ?? KINDS[0])(dice);
    const goods = terms.kind === 'bundle' ? {} : { skus: Array.from({ length: 1 + dice(3) }, () => sku(dice)) };
    return {
      ...terms,
      promotionId: `promotion-${String(index).padStart(6, '0')}`,
      version: 1,
      name: { zh: `促销 ${index}`, en: `Promotion ${index}` },
      priority: dice(10),
      validFrom: '2026-11-01T00:00:00.000Z',
      validTo: '2026-12-01T00:00:00.000Z',
      scope: { ...goods, ...audienceOf(index, dice) },
    } as unknown as Published;
  });
}

const goodsOf = (promotion: Published): string[] =>
  promotion.kind === 'bundle' ? promotion.effect.items.map((item) => item.sku) : (promotion.scope.skus ?? []);

const isForAll = ({ scope }: Published) => !(scope.locations ?? scope.tiers ?? scope.channels ?? scope.creators);

/** The promotions that a buyer on the web without a tier can get, by SKU. */
function reachable(promotions: readonly Published[]): Map<string, Published[]> {
  const found = new Map<string, Published[]>();
  for (const promotion of promotions.filter(isForAll))
    for (const one of new Set(goodsOf(promotion))) found.set(one, [...(found.get(one) ?? []), promotion]);
  return found;
}

/** Takes SKUs by chance until exactly so many promotions are eligible, then such that bring no more. */
function skusFor(eligible: number, lines: number, bySku: Map<string, Published[]>, dice: Dice): string[] {
  const chosen = new Set<string>();
  const met = new Set<Published>();
  const promoted = [...bySku.keys()];
  const draw = () => (met.size < eligible ? (promoted[dice(promoted.length)] as string) : sku(dice));
  while (chosen.size < lines) {
    const next = draw();
    const more = (bySku.get(next) ?? []).filter((promotion) => !met.has(promotion));
    if (met.size + more.length <= eligible) {
      for (const promotion of more) met.add(promotion);
      chosen.add(next);
    }
  }
  return [...chosen];
}

/** Carts of so many lines for each of which exactly so many of the promotions are eligible. */
export function cartsWith(
  promotions: readonly Published[],
  plan: { carts: number; lines: number; eligible: number },
): Cart[] {
  const dice = diceFrom(plan.carts + plan.lines);
  const bySku = reachable(promotions);
  return Array.from({ length: plan.carts }, () => ({
    lines: skusFor(plan.eligible, plan.lines, bySku, dice).map((one) => ({
      sku: one,
      quantity: 1 + dice(3),
      unitPrice: 1_000 + dice(9_000),
      category: 'goods/all',
      brand: 'brand',
    })),
    channel: 'web',
    couponCodes: [],
    now,
    timeZone: 'Asia/Shanghai',
  }));
}
