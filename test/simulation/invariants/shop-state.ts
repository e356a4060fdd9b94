/** What a checkout may have read: products, live promotions, coupons and counters, with what they were a moment ago. */
import type { Commit } from '../contract.ts';
import { numberIn, shardsIn } from './accounts.ts';
import type { ChargeRules } from './calculator/charges.ts';
import type { Definition, Live } from './calculator/promotions.ts';
import { idIn, type Plain, seenAt } from './stored.ts';
import { Timeline } from './timeline.ts';

/** No checkout reads longer before its commit: its function is ended by then. */
const READ_WITHIN_MS = 60_000;

const NO_CHARGES: ChargeRules = { tax: { prices: 'inclusive', rates: [] }, shipping: { tariffs: [] } };

/** A product as the catalogue had it. */
export interface Product {
  price: number;
  category: string;
  brand?: string;
  /** Prices of lists, and such as begin or end by themselves. */
  prices?: { price: number; from: string; to?: string }[];
}

/** The state of the shop over the last moments. */
export class ShopState {
  private readonly products = new Timeline<Product>();
  private readonly live = new Timeline<readonly Live[]>();
  private readonly charges = new Timeline<ChargeRules>();
  private readonly coupons = new Timeline<{ promotionId: string; claimedBy?: string }>();
  private readonly counters = new Timeline<{ uses: number; spent: number }>();

  take(commit: Commit): void {
    const { at } = commit;
    for (const { pk, after } of seenAt(commit, 'catalog', 'PRODUCT#', 'PRODUCT')) {
      if (after) this.products.set(idIn(pk), after as unknown as Product, at);
    }
    for (const { pk, after } of seenAt(commit, 'promotions', 'COUPON#')) {
      if (after) this.coupons.set(idIn(pk), after as unknown as { promotionId: string }, at);
    }
    for (const { pk, sk, after } of seenAt(commit, 'promotions', 'USES#', 'CUSTOMER#')) {
      this.counters.set(`${idIn(pk)} ${sk}`, { uses: numberIn(after, 'uses'), spent: 0 }, at);
    }
    for (const { promotionId, before, after } of shardsIn(commit)) {
      const { uses, spent } = this.counters.latest(`${promotionId} TOTAL`) ?? { uses: 0, spent: 0 };
      const grown = (measure: string) =>
        ['Held', 'Spent'].reduce(
          (sum, name) => sum + numberIn(after, measure + name) - numberIn(before, measure + name),
          0,
        );
      this.counters.set(`${promotionId} TOTAL`, { uses: uses + grown('uses'), spent: spent + grown('money') }, at);
    }
    for (const { after } of seenAt(commit, 'orders', 'CHARGES')) {
      if (after) this.charges.set('all', after.charges as ChargeRules, at);
    }
    for (const { sk, after } of seenAt(commit, 'promotions', 'PUBLISHED')) this.publish(sk, after, at);
  }

  private publish(promotionId: string, item: Plain | undefined, at: number): void {
    const others = (this.live.latest('all') ?? []).filter((one) => one.promotionId !== promotionId);
    const definition = item?.definition as Definition | undefined;
    this.live.set('all', definition ? [...others, { promotionId, definition }] : others, at);
  }

  /** The sets of live promotions that a checkout which commits at `at` may have seen, latest first. */
  promotionsSeen(at: number): (readonly Live[])[] {
    const seen = this.live.since('all', at - READ_WITHIN_MS);
    return this.live.startedBefore('all', at - READ_WITHIN_MS) ? seen : [...seen, []];
  }

  /** The charges that a checkout which commits at `at` may have seen; none before the shop set any. */
  chargesSeen(at: number): ChargeRules[] {
    const seen = this.charges.since('all', at - READ_WITHIN_MS);
    const isOld = this.charges.startedBefore('all', at - READ_WITHIN_MS);
    return isOld ? seen : [...seen, NO_CHARGES];
  }

  /** What a product may have been for a checkout that commits at `at`. */
  productsSeen(sku: string, at: number): Product[] {
    return this.products.since(sku, at - READ_WITHIN_MS);
  }

  /** The promotions that a coupon may have stood for in the hands of a customer. */
  couponSeen(code: string, customerId: string, at: number): string[] {
    const seen = this.coupons.since(code.trim().toUpperCase(), at - READ_WITHIN_MS);
    const usable = seen.filter(({ claimedBy = customerId }) => claimedBy === customerId);
    return usable.map(({ promotionId }) => promotionId);
  }

  /** What a counter of a promotion may have said. */
  countsSeen(promotionId: string, part: string, at: number): { uses: number; spent: number }[] {
    return this.counters.since(`${promotionId} ${part}`, at - READ_WITHIN_MS);
  }
}
