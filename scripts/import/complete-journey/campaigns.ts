import type { Basket, BasketLine } from './baskets.ts';
import type { Row } from './read.ts';

/** A coupon of a campaign; its promotion here is the `part`th where the scope is longer than a promotion's may be. */
export interface Coupon {
  /** `<upc>-<campaign>`: its code, and the name it is found by again. */
  code: string;
  campaign: string;
  from: string;
  to: string;
  skus: string[];
  /** Minor units off a unit: what it took in the sample, most often; else what coupons there take. */
  amount: number;
}

/** A redemption, and what was found of it. */
export type Fate =
  | 'in an order, with its discount'
  | 'in an order, where no discount of it is stated'
  | 'in an order, whose line is not in the sample'
  | 'set aside: no basket of the household that day'
  | 'set aside: several baskets that day, none with the product';

/** What the redemptions mean for the orders. */
export interface Redeemed {
  fates: Map<Fate, number>;
  /** Codes of the coupons that were redeemed, by basket. */
  codes: Map<string, string[]>;
  /** The coupon that a line's discount is of. */
  couponOf: Map<BasketLine, string>;
}

/** As many SKUs as the scope of a promotion may name. */
const MOST_SKUS = 2_000;

const codeOf = ({ coupon_upc, campaign_id }: Row) => `${coupon_upc}-${campaign_id}`;

/** The products of each coupon. */
function productsOf(rows: readonly Row[]): Map<string, Set<string>> {
  const products = new Map<string, Set<string>>();
  for (const row of rows) {
    const known = products.get(codeOf(row)) ?? new Set<string>();
    known.add(row.product_id ?? '');
    products.set(codeOf(row), known);
  }
  return products;
}

const dayOf = ({ at }: Basket) => at.slice(0, 10);

function note({ codes, couponOf }: Redeemed, code: string, { id }: Basket, line: BasketLine | undefined): void {
  codes.set(id, [...(codes.get(id) ?? []), code]);
  if (line && !couponOf.has(line)) couponOf.set(line, code);
}

interface Found {
  fate: Fate;
  basket?: Basket;
  line?: BasketLine;
}

/** The order of a redemption: the one with the coupon's product, else the only one of that day. */
function find(baskets: readonly Basket[], products: ReadonlySet<string>): Found {
  const [first] = baskets;
  if (!first) return { fate: 'set aside: no basket of the household that day' };
  const fitting = baskets.flatMap((basket) =>
    basket.lines.filter(({ sku }) => products.has(sku)).map((line) => ({ basket, line })),
  );
  const given = fitting.find(({ line }) => line.coupon > 0);
  if (given) return { fate: 'in an order, with its discount', ...given };
  if (fitting[0]) return { fate: 'in an order, where no discount of it is stated', basket: fitting[0].basket };
  if (baskets.length > 1) return { fate: 'set aside: several baskets that day, none with the product' };
  return { fate: 'in an order, whose line is not in the sample', basket: first };
}

/** Finds the order of each redemption. */
export function matchRedemptions(rows: readonly Row[], baskets: readonly Basket[], coupons: readonly Row[]): Redeemed {
  const products = productsOf(coupons);
  const byDay = Map.groupBy(baskets, (basket) => `${basket.household} ${dayOf(basket)}`);
  const redeemed: Redeemed = { fates: new Map(), codes: new Map(), couponOf: new Map() };
  for (const row of rows) {
    const code = codeOf(row);
    const ofDay = byDay.get(`${row.household_id} ${row.redemption_date}`) ?? [];
    const { fate, basket, line } = find(ofDay, products.get(code) ?? new Set());
    redeemed.fates.set(fate, (redeemed.fates.get(fate) ?? 0) + 1);
    if (basket) note(redeemed, code, basket, line);
  }
  return redeemed;
}

function mostFrequent(amounts: readonly number[]): number | undefined {
  const counts = Map.groupBy(amounts, (amount) => amount);
  return [...counts].sort(([a, as], [b, bs]) => bs.length - as.length || a - b)[0]?.[0];
}

const perUnit = ({ coupon, quantity }: BasketLine) => Math.max(1, Math.round(coupon / quantity));

/**
 * The coupons as promotions: each campaign's time, each coupon's products as far as the shop has them. The files do not say
 * what a coupon is worth: what it took most often is taken for that.
 */
export function couponsOf(
  tables: { coupons: readonly Row[]; campaigns: readonly Row[] },
  baskets: readonly Basket[],
  redeemed: Redeemed,
): { coupons: Coupon[]; without: number } {
  const known = new Set(baskets.flatMap(({ lines }) => lines.map(({ sku }) => sku)));
  const campaigns = new Map(tables.campaigns.map((row) => [row.campaign_id, row]));
  const lines = baskets.flatMap((basket) => basket.lines.filter(({ coupon }) => coupon > 0));
  const usual = mostFrequent(lines.map(perUnit)) ?? 100;
  const taken = Map.groupBy(redeemed.couponOf, ([, code]) => code);
  const products = [...productsOf(tables.coupons)].map(
    ([code, all]) => [code, [...all].filter((sku) => known.has(sku))] as const,
  );
  const coupons = products.flatMap(([code, skus]): Coupon[] => {
    const campaign = code.split('-')[1] ?? '';
    const { start_date: from = '', end_date: to = '' } = campaigns.get(campaign) ?? {};
    if (skus.length === 0 || from === '') return [];
    const amount = mostFrequent((taken.get(code) ?? []).map(([line]) => perUnit(line))) ?? usual;
    return [{ code, campaign, from, to, skus: skus.sort().slice(0, MOST_SKUS), amount }];
  });
  return { coupons, without: products.length - coupons.length };
}
