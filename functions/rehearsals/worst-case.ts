import { fromWallClock } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { type Product, productsOnSale, readProducts } from '../catalog/holds.ts';
import { type Cart, coverageOf, type Published } from '../promotions/holds.ts';
import { buyerFor, type MadeUp, madeUpCarts, targetsOf, timesFor } from './domain/made-up.ts';
import type { CostOf } from './domain/outcome.ts';
import { breachOf, emptyPart, type Pair, type Part, worst, worstPairs } from './domain/tally.ts';
import type { Products } from './past-cart.ts';
import { pairOf, play } from './replay-draft.ts';
import type { Stage } from './rules.ts';

/** So many products are looked at, so many others are tried beside the draft, and each with so many carts. */
const [MOST_PRODUCTS, MOST_OTHERS, MOST_CARTS, MOST_CARTS_A_PAIR] = [20_000, 300, 400, 30];

const [OF_ALL, OF_A_PAIR] = [
  { thin: 8, cheap: 3, dear: 2 },
  { thin: 3, cheap: 1, dear: 0 },
];

/** Everything on sale. Right: catalogue's Query on gsi1. */
async function allOnSale(): Promise<Product[]> {
  const products: Product[] = [];
  let from: Awaited<ReturnType<typeof productsOnSale>>['lastKey'];
  do {
    const page = await productsOnSale(1_000, from);
    products.push(...page.products);
    from = page.lastKey;
  } while (from && products.length < MOST_PRODUCTS);
  return products;
}

/** SKUs that carts hold though the draft is not for them: what must be bought, or is given, with it. */
function named(promotions: readonly Published[]): string[] {
  return promotions.flatMap(({ kind, effect }) => {
    if (kind === 'bundle') return effect.items.map(({ sku }) => sku);
    return kind === 'buy-x-get-y' ? (effect.get.skus ?? []) : [];
  });
}

interface Cast {
  products: Products;
  costOf: CostOf;
  floorPercent: number;
}

function sceneOf({ lines }: MadeUp, promotions: readonly Published[], at: string, { products }: Cast) {
  const cart: Cart = {
    ...buyerFor(promotions),
    lines: lines.flatMap(({ sku, quantity }) => {
      const { price, category, brand, minimumPrice } = products.get(sku) ?? {};
      if (price === undefined || category === undefined) return [];
      const facts = { category, ...(brand ? { brand } : {}) };
      return [{ sku, quantity, unitPrice: price, ...facts, ...(minimumPrice ? { floor: minimumPrice } : {}) }];
    }),
    couponCodes: [],
    now: fromWallClock(at, shop.timeZone),
    timeZone: shop.timeZone,
  };
  return cart;
}

/** All carts under everything that is live, with every coupon in hand. */
function addCarts(part: Part, stage: Stage, carts: readonly MadeUp[], cast: Cast): void {
  const coupons = [...stage.beside.coupons];
  for (const made of carts) {
    for (const at of timesFor([stage.draft])) {
      const cart = sceneOf(made, [stage.draft], at, cast);
      const outcomes = play(stage, { cart, coupons }, cast.costOf);
      const breach = breachOf({ cart: made.name, lines: made.lines }, outcomes, cast.floorPercent);
      part.carts += 1;
      if (!breach) continue;
      part.breachCount += 1;
      part.breaches = worst([...part.breaches, breach]);
    }
  }
}

function pairsWith(stage: Stage, other: Published, goods: readonly Product[], cast: Cast): Pair[] {
  const covers = coverageOf(other);
  const targets = targetsOf(goods.filter(covers), OF_A_PAIR);
  const both = [stage.draft, other];
  const carts = madeUpCarts(both, targets, cheapest(goods)).slice(0, MOST_CARTS_A_PAIR);
  return carts.flatMap((made) =>
    timesFor(both).flatMap((at) => {
      const cart = sceneOf(made, both, at, cast);
      return pairOf(stage, other, { cart, name: made.name }, cast) ?? [];
    }),
  );
}

const cheapest = (goods: readonly Product[]) =>
  goods.reduce<Product | undefined>((best, one) => (best && best.price <= one.price ? best : one), undefined);

/** Carts made up for the draft: the cheapest that qualify, under everything that is live and beside each other one alone. */
export async function playWorstCases(stage: Stage, floorPercent: number): Promise<Part> {
  const { draft, beside } = stage;
  const onSale = await allOnSale();
  const more = [...named(beside.promotions), ...beside.gifts.map(({ sku }) => sku)];
  const extra = await readProducts([...new Set(more)]);
  const products = new Map([...onSale.map((product) => [product.sku, product] as const), ...extra]);
  const cast = { products, costOf: (sku: string) => products.get(sku)?.cost, floorPercent };
  const goods = onSale.filter(coverageOf(draft));
  const part = emptyPart();
  const carts = madeUpCarts(beside.promotions.slice(0, MOST_OTHERS), targetsOf(goods, OF_ALL), cheapest(onSale));
  addCarts(part, stage, carts.slice(0, MOST_CARTS), cast);
  const others = beside.promotions.filter(({ promotionId }) => promotionId !== draft.promotionId);
  const pairs = others.slice(0, MOST_OTHERS).flatMap((other) => pairsWith(stage, other, goods, cast));
  return { ...part, pairs: worstPairs(pairs) };
}
