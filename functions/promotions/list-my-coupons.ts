/** GET /v1/me/coupons: the caller's claimed coupons, the newest first, each with what it is worth now. */
import { preferredLanguage } from '../../shared/kernel/language.ts';
import { batchGet, type Found } from '../../shared/platform/batch-get.ts';
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { tableName } from '../../shared/platform/table.ts';
import { listMyCoupons as route } from './coupon-routes.ts';
import type { StoredCoupon } from './coupon-use.ts';
import { type Claimed, couponsOf, liveItem } from './coupon-wallet.ts';
import type { Definition } from './domain/promotion.ts';
import { couponKey } from './usage.ts';

const codeKey = (code: string) => ({ table: tableName('promotions'), ...couponKey(code) });
function statusOf({ validTo }: Claimed, live: Definition | undefined, usedBy: string | undefined, now: string) {
  if (usedBy) return 'used' as const;
  if ((live?.validTo ?? validTo) <= now) return 'expired' as const;
  return live ? ('available' as const) : ('ended' as const);
}

function nameOf({ name }: Definition, language: string | undefined): string | undefined {
  return typeof name === 'string' ? name : (name[preferredLanguage(language)] ?? name.zh ?? name.en);
}

function present(claimed: Claimed, found: Found, { now, language }: { now: string; language?: string }) {
  const { code, promotionId, claimedAt } = claimed;
  const live = found.get(liveItem(promotionId))?.definition as Definition | undefined;
  const { usedBy } = (found.get(codeKey(code)) ?? {}) as Partial<StoredCoupon>;
  const status = statusOf(claimed, live, usedBy, now);
  const validTo = live?.validTo ?? claimed.validTo;
  const label = live && nameOf(live, language);
  const more = { ...(label ? { label } : {}), ...(usedBy ? { orderId: usedBy } : {}) };
  return { couponId: code, code, promotionId, validTo, claimedAt, status, ...more };
}

export const handler = httpHandler(route, async ({ query, caller, headers }, run) => {
  const from = await readCursor('my-coupons', query.cursor);
  const { coupons, lastKey } = await couponsOf(caller.id, query.limit, from);
  const keys = coupons.flatMap(({ code, promotionId }) => [codeKey(code), liveItem(promotionId)]);
  const found = await batchGet(keys);
  const at = { now: run.now, language: headers['accept-language'] };
  const items = coupons.map((claimed) => present(claimed, found, at));
  return { status: 200, body: { items, nextCursor: await writeCursor('my-coupons', lastKey) } };
});
