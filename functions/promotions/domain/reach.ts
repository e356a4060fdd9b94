import type { Cart } from './cart.ts';
import type { Published, Scope } from './promotion.ts';
import { ANY, type Goods, type Placeable } from './slots.ts';

/** What of a line decides whether a promotion is for it. */
export interface CoveredLine {
  sku: string;
  category: string;
  brand?: string;
}

type AudienceField = 'creators' | 'liveSessions' | 'locations' | 'segments' | 'tiers' | 'channels';

const one = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);

/** By what a scope can choose its carts, the narrowest first: a promotion is looked for under the first that it names. */
const AUDIENCES: readonly { field: AudienceField; of(cart: Cart): readonly string[] }[] = [
  { field: 'creators', of: ({ creatorId }) => one(creatorId) },
  { field: 'liveSessions', of: ({ liveSessionId }) => one(liveSessionId) },
  { field: 'locations', of: ({ locationId }) => one(locationId) },
  { field: 'segments', of: ({ segments = [] }) => segments },
  { field: 'tiers', of: ({ tier }) => one(tier) },
  { field: 'channels', of: ({ channel }) => [channel] },
];

const keyed = (mark: string, values: readonly string[]): string[] => values.map((value) => `${mark}:${value}`);

/** Where a promotion stands in the index by whom it is for. */
export function audiencesOf(scope: Scope): string[] {
  for (const { field } of AUDIENCES) {
    const values = scope[field];
    if (values) return keyed(field, [...new Set(values)]);
  }
  return [ANY];
}

/** Where a cart looks: what is for everybody, and what is for such as it is. */
export function audiencesOfCart(cart: Cart): string[] {
  return [ANY, ...AUDIENCES.flatMap(({ field, of }) => keyed(field, of(cart)))];
}

/** A scope speaks of things that are known of signed-in customers only. */
export const isPersonal = ({ tiers, segments, firstOrderOnly }: Scope) =>
  tiers !== undefined || segments !== undefined || firstOrderOnly === true;

/** Whether a cart is one of those that a scope chooses; undefined where it chooses none, so that nothing is to be asked. */
export function audienceTest(scope: Scope): ((cart: Cart) => boolean) | undefined {
  const tests = AUDIENCES.flatMap(({ field, of }) => {
    const values = scope[field];
    if (!values) return [];
    const wanted = new Set(values);
    return [(cart: Cart) => of(cart).some((value) => wanted.has(value))];
  });
  if (scope.firstOrderOnly) tests.push(({ firstOrder }) => firstOrder === true);
  if (isPersonal(scope)) tests.push(({ personalised }) => personalised !== false);
  return tests.length === 0 ? undefined : (cart) => tests.every((test) => test(cart));
}

/** A bundle is for its own items, where its scope does not name others. */
function skusOf({ kind, effect, scope }: Published): readonly string[] | undefined {
  return scope.skus ?? (kind === 'bundle' ? effect.items.map(({ sku }) => sku) : undefined);
}

const once = (values: readonly string[]): string[] => (values.length === 1 ? [...values] : [...new Set(values)]);

/** Where a promotion stands in the index by what it is for: under the narrowest of its fields. */
export function goodsOf(promotion: Published): Pick<Placeable, 'field' | 'goods'> {
  const { categories, brands } = promotion.scope;
  const skus = skusOf(promotion);
  if (skus) return { field: 'sku', goods: once(skus) };
  if (categories) return { field: 'category', goods: once(categories) };
  return brands ? { field: 'brand', goods: once(brands) } : { field: 'any', goods: [ANY] };
}

/** Whether `take` says so of a category or of one above it. */
function upwards(category: string, take: (path: string) => boolean): boolean {
  for (let path = category; ; ) {
    if (take(path)) return true;
    const end = path.lastIndexOf('/');
    if (end < 0) return false;
    path = path.slice(0, end);
  }
}

/** A category is one of those, or lies under one of them. */
export const isUnder = (category: string, paths: ReadonlySet<string>) => upwards(category, (path) => paths.has(path));

/** Where a cart with these lines looks. */
export function goodsOfLines(lines: readonly CoveredLine[]): Goods {
  const sku = new Set<string>();
  const category = new Set<string>();
  const brand = new Set<string>();
  // The paths above a category that is in already are in too.
  const isIn = (path: string) => category.has(path) || !category.add(path);
  for (const line of lines) {
    sku.add(line.sku);
    upwards(line.category, isIn);
    if (line.brand !== undefined) brand.add(line.brand);
  }
  return { sku, category, brand, any: [ANY] };
}

type LineTest = (line: CoveredLine) => boolean;

const setOf = (values: readonly string[] | undefined) => values && new Set(values);

function testOf(skus: readonly string[] | undefined, categories?: string[], brands?: string[]): LineTest[] {
  const [inSkus, inCategories, inBrands] = [skus, categories, brands].map(setOf);
  return [
    ...(inSkus ? [({ sku }: CoveredLine) => inSkus.has(sku)] : []),
    ...(inCategories ? [({ category }: CoveredLine) => isUnder(category, inCategories)] : []),
    ...(inBrands ? [({ brand }: CoveredLine) => brand !== undefined && inBrands.has(brand)] : []),
  ];
}

/** Whether a promotion is for a line. What is got for something bought is part of it too, wherever it stands. */
export function coverage(promotion: Published): LineTest {
  const { scope, kind, effect } = promotion;
  const wanted = testOf(skusOf(promotion), scope.categories, scope.brands);
  const unwanted = testOf(scope.excludeSkus, scope.excludeCategories, scope.excludeBrands);
  const got = new Set(kind === 'buy-x-get-y' ? effect.get.skus : []);
  const [only] = wanted;
  // Most name their goods in one way alone, and every line of every cart is asked.
  if (only && wanted.length === 1 && unwanted.length + got.size === 0) return only;
  return (line) => (got.has(line.sku) || wanted.every((test) => test(line))) && !unwanted.some((test) => test(line));
}
