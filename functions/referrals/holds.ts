/**
 * What an order with a referral code asks. Reading: put `referralKeys` into the order's own BatchGetItem; only an order with a
 * code reads once more. Writing: `refer` in the checkout's commit. Rights of a caller: BatchGetItem here and of promotions;
 * PutItem here.
 */
import type { Instant } from '../../shared/kernel/time.ts';
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { liveItem, normaliseCode } from '../promotions/holds.ts';
import {
  type Programme,
  promised,
  type Referral,
  type ReferralCode,
  refuseReferral,
  unknownCode,
} from './domain/referral.ts';
import { codeKey, putReferral, referralIn, referralKey, rewardsKey } from './store.ts';

export { notFirst as notFirstOrder } from './domain/referral.ts';

/** A referral that an order is about to begin. */
export interface Referring extends ReferralCode {
  rewardId: string;
  maxPerReferrer?: number;
  /** An order that its buyer was brought for before: unless that came to nothing, this is not his first. */
  before?: { orderId: string };
}

/** The keys to read for an order with this referral code: none without one. */
export function referralKeys(code: string | undefined): ItemKey[] {
  return code === undefined ? [] : [codeKey(normaliseCode(code))];
}

/** What is promised for bringing this customer. Throws not-found `referrals.unknown-code`, conflict `referrals.*`. */
export async function referringOf(
  read: Found,
  code: string,
  { customerId, now }: { customerId: string; now: Instant },
): Promise<Referring> {
  const known = read.get(codeKey(normaliseCode(code))) as ReferralCode | undefined;
  if (!known) throw unknownCode();
  const { promotionId, referrerId } = known;
  const keys = [liveItem(promotionId), referralKey(customerId), rewardsKey(referrerId, promotionId)] as const;
  const found = await batchGet(keys);
  const [live, brought, rewards] = keys;
  const promise = promised(found.get(live)?.definition as Programme | undefined, now);
  const before = referralIn(found, brought);
  const rewarded = Number(found.get(rewards)?.rewarded ?? 0);
  refuseReferral({ referrerId, customerId, rewarded, ...promise, ...(before ? { before } : {}) });
  const referring = { code: known.code, promotionId, referrerId, ...promise };
  return { ...referring, ...(before ? { before: { orderId: before.orderId } } : {}) };
}

/** The action that begins a referral in the commit of its order; none without one. Refused with `referrals.not-first-order`. */
export function refer(
  referring: Referring | undefined,
  order: { orderId: string; customerId: string; placedAt: Instant },
): Action[] {
  if (!referring) return [];
  const { before, ...promise } = referring;
  const { orderId, customerId, placedAt: referredAt } = order;
  const referral: Referral = { ...promise, customerId, orderId, referredAt, state: 'waiting' };
  return [putReferral(referral, before)];
}
