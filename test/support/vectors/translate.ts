/** The worked cases of other shops, put to our promotions: each of their rules as a marketer would write it here. */
import type { CartLine } from '../../../functions/promotions/domain/cart.ts';
import type { Published } from '../../../functions/promotions/domain/promotion.ts';

/** A line of a case. */
export interface Item {
  sku?: string;
  price: number;
  qty: number;
  min_price?: number;
  taxon?: string;
  tax_percent?: number;
}

/** A rule of a case. */
export interface Rule {
  kind?: string;
  name?: string;
  sku?: string;
  percent?: number;
  fixed?: number;
  priority?: number;
  exclusive?: boolean;
  coupon?: string;
  order_fixed?: number;
  order_percent?: number;
  item_fixed?: number;
  item_percent?: number;
  free_shipping?: boolean;
  taxons?: string[];
  if_items_total_over?: number;
  if_items_total_at_least?: number;
  if_order_total_at_least?: number;
  if_any_line_qty_at_least?: number;
  if_contains_taxon?: string[];
  if_price_between?: [number, number];
  if_price_equals?: number;
  skip_discounted?: boolean;
}

const AFTER_ITEMS = ['shop', 'cross-shop', 'coupon'] as const;

/** The SKU of a line that has no name. */
export const skuOf = ({ sku }: Item, index: number): string => sku ?? `line-${index}`;

/** The lines of a case. The tax rate is that of a category of its own. */
export const linesOf = (items: readonly Item[]): CartLine[] =>
  items.map((item, index) => ({
    sku: skuOf(item, index),
    quantity: item.qty,
    unitPrice: item.price,
    category: item.taxon ?? `tax/${item.tax_percent ?? 0}`,
    ...(item.min_price ? { floor: item.min_price } : {}),
  }));

function spendOf(rule: Rule): number {
  const { if_items_total_over: over, if_items_total_at_least: items = 1, if_order_total_at_least: all = 1 } = rule;
  return over === undefined ? Math.max(items, all) : over + 1;
}

function scopeOf(rule: Rule, items: readonly Item[], reduced: ReadonlySet<string>): Published['scope'] {
  const [from, to] = rule.if_price_between ?? [rule.if_price_equals ?? 0, rule.if_price_equals ?? Infinity];
  const skus = items.map(skuOf).filter((sku, n) => {
    const { price } = items[n] as Item;
    return price >= from && price <= to && !(rule.skip_discounted && reduced.has(sku));
  });
  const all = skus.length === items.length && !rule.sku;
  return {
    ...(all ? {} : { skus: rule.sku ? [rule.sku] : skus }),
    ...(rule.taxons ? { categories: rule.taxons } : {}),
  };
}

/** What one rule gives: one promotion for goods, one for shipping. */
function effectsOf(rule: Rule, items: readonly Item[]): { kind: string; effect: object; level: 'item' | 'order' }[] {
  const spend = spendOf(rule);
  const quantity = rule.if_any_line_qty_at_least;
  const entry = quantity === undefined ? { spend } : { quantity };
  const out: ReturnType<typeof effectsOf> = [];
  const percent = rule.item_percent ?? rule.percent;
  const amount = rule.item_fixed ?? rule.fixed;
  if (percent !== undefined && rule.if_contains_taxon) {
    const skus = items.filter(({ taxon = '' }) => rule.taxons?.includes(taxon)).map(skuOf);
    const effect = { buy: { quantity: 1 }, get: { quantity: items.length, percent, skus } };
    out.push({ kind: 'buy-x-get-y', effect, level: 'item' });
  } else if (percent !== undefined) out.push({ kind: 'percent-off', effect: { percent }, level: 'item' });
  if (amount !== undefined) out.push({ kind: 'amount-off', effect: { amount }, level: 'item' });
  if (rule.order_fixed !== undefined)
    out.push({ kind: 'threshold-off', effect: { tiers: [{ ...entry, off: rule.order_fixed }] }, level: 'order' });
  if (rule.order_percent !== undefined)
    out.push({ kind: 'threshold-off', effect: { tiers: [{ ...entry, percent: rule.order_percent }] }, level: 'order' });
  if (rule.free_shipping) out.push({ kind: 'free-shipping', effect: { spend }, level: 'order' });
  return out;
}

/** What is taken one after the other there stands here in layers of its own, those of higher priority first. */
export function promotionsOf(rules: readonly Rule[], items: readonly Item[]): Published[] {
  const inOrder = [...rules].sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
  const reduced = new Set(inOrder.filter(({ kind }) => kind === 'catalog').map(({ sku = '' }) => sku));
  let after = 0;
  return inOrder.flatMap((rule, n) => {
    const isAfterCatalogue = reduced.size > 0 && rule.kind !== 'catalog';
    return effectsOf(rule, items).map(({ kind, effect, level }, part) => {
      const layer = level === 'item' && !isAfterCatalogue ? 'item' : AFTER_ITEMS[after++];
      const bought = rule.if_contains_taxon ? { categories: rule.if_contains_taxon } : scopeOf(rule, items, reduced);
      return {
        ...{ promotionId: `rule-${n}-${part}`, version: 1, name: rule.name ?? `rule ${n}`, kind, effect, layer },
        ...{ priority: rule.priority ?? 0, scope: bought },
        ...{ validFrom: '2020-01-01T00:00:00.000Z', validTo: '2099-01-01T00:00:00.000Z' },
        ...(rule.exclusive ? { stacking: { combinesWith: [] } } : {}),
        ...(rule.coupon ? { coupon: { mode: 'single', code: rule.coupon } } : {}),
      } as unknown as Published;
    });
  });
}
