import { createHash } from 'node:crypto';
import { readProducts } from '../catalog/holds.ts';
import {
  always,
  type Cart,
  compile,
  type Evaluation,
  evaluate,
  normaliseCode,
  type Published,
  publishedNow,
  type Snapshot,
  type Used,
} from '../promotions/holds.ts';

/** Some promotions ready to price carts, and the gifts that can be had. */
export interface Rules {
  promotions: readonly Published[];
  snapshot: Snapshot;
  /** Promotion ids by coupon code, where they are known here. */
  codes: ReadonlyMap<string, string>;
  /** Those that need a coupon. */
  coupons: ReadonlySet<string>;
  gifts: NonNullable<Cart['gifts']>;
}

type Gifts = Rules['gifts'];

/** The SKUs that promotions give. */
export function giftSkus(promotions: readonly Published[]): string[] {
  const gifts = promotions.flatMap((promotion) => (promotion.kind === 'gift' ? promotion.effect.gifts : []));
  return [...new Set(gifts.map(({ sku }) => sku))];
}

/** What can be given by promotions, with its price. Right: catalogue's BatchGetItem. */
export async function giftsOf(promotions: readonly Published[]): Promise<Gifts> {
  const products = await readProducts(giftSkus(promotions));
  return Array.from(products.values(), ({ sku, price, category }) => ({ sku, unitPrice: price, category }));
}

/** Makes rules of promotions. */
export function rulesOf(promotions: readonly Published[], gifts: Gifts): Rules {
  const codes = promotions.flatMap(({ promotionId, coupon }): [string, string][] =>
    coupon?.code ? [[normaliseCode(coupon.code), promotionId]] : [],
  );
  const coupons = promotions.filter(({ coupon }) => coupon !== undefined).map(({ promotionId }) => promotionId);
  return { promotions, snapshot: compile(promotions), codes: new Map(codes), coupons: new Set(coupons), gifts };
}

/** Coupons are named here by their promotion: whatever its code is, it was or could be in the buyer's hand. */
export function priceUnder(
  rules: Rules,
  cart: Cart,
  coupons: readonly string[],
  counters?: ReadonlyMap<string, Used>,
): Evaluation {
  const asked = [...new Set(coupons)].sort().map((promotionId) => ({ code: promotionId, promotionId }));
  return evaluate(rules.snapshot, { gifts: rules.gifts, ...cart }, asked, counters);
}

const meets = (a: Published, b: Published) => a.validFrom < b.validTo && b.validFrom < a.validTo;

/** A draft, and what it will meet when it runs. */
export interface Stage {
  draft: Published;
  without: Rules;
  beside: Rules;
  /** Changes with whatever is live. */
  live: string;
}

/**
 * The live promotions whose time meets that of the draft, as if all of them ran always: without the draft (and with the
 * version that it would replace), and beside it. Rights: BatchGetItem on promotions and catalogue.
 */
export async function stageOf(draft: Published): Promise<Stage> {
  const published = await publishedNow();
  const met = published.filter((promotion) => meets(promotion, draft)).map(always);
  const others = met.filter(({ promotionId }) => promotionId !== draft.promotionId);
  const played = always(draft);
  const gifts = await giftsOf([...met, played]);
  const names = published.map(({ promotionId, version }) => `${promotionId} ${version}`).sort();
  const live = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16);
  return { draft: played, without: rulesOf(met, gifts), beside: rulesOf([...others, played], gifts), live };
}
