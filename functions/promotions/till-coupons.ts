/** Coupons that a till took: the sale has happened, so nothing of it is refused; what does not fit is told. */
import { DomainError, isDomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { reseat } from './budget-seat.ts';
import { BudgetMoved, redeem, type User } from './budget-uses.ts';
import type { StoredCoupon } from './coupon-use.ts';
import { liveItem } from './coupon-wallet.ts';
import type { Use } from './domain/cart.ts';
import { type Definition, normaliseCode } from './domain/promotion.ts';
import { couponKey, customerPart, usesKey } from './usage.ts';

/** A coupon that a till took, and what it gave for it (minor units). */
export interface TakenCoupon {
  code: string;
  amount: number;
}

/** Why a coupon should not have been taken. */
export type CouponFlag = 'unknown' | 'used-before' | 'not-the-owner' | 'not-running' | 'over-limit';

/** What becomes of the coupons of a sale: uses for its order, the writes of its commit, and what is to be looked at. */
export interface Redeemed {
  uses: Use[];
  flags: { code: string; reason: CouponFlag }[];
  actions: Action[];
}

const codeKey = (code: string) => ({ table: tableName('promotions'), ...couponKey(normaliseCode(code)) });
interface Judged {
  use?: Use;
  flag?: CouponFlag;
}

function faultOf(coupon: StoredCoupon, customerId: string | undefined): CouponFlag | undefined {
  if (coupon.usedBy !== undefined) return 'used-before';
  const isOthers = coupon.claimedBy !== undefined && coupon.claimedBy !== customerId;
  return isOthers ? 'not-the-owner' : undefined;
}

const isRunning = (live: Definition | undefined, at: Instant) => live && live.validFrom <= at && at < live.validTo;

/** The limits that a sale is held to: a stranger has no share of his own. */
function limitsFor({ limits = {} }: Definition, customerId: string | undefined): Use['limits'] {
  const { perCustomer, ...shared } = limits;
  return perCustomer === undefined || customerId === undefined ? shared : { ...shared, perCustomer };
}

/** Whether a customer has used a promotion as often as he may. */
async function hasHisShare({ promotionId, limits: { perCustomer } }: Use, customerId = ''): Promise<boolean> {
  if (perCustomer === undefined) return false;
  const key = { table: tableName('promotions'), ...usesKey(promotionId, customerPart(customerId)) };
  return Number((await batchGet([key])).get(key)?.uses ?? 0) >= perCustomer;
}

/** A use within the limits where it fits; else one that counts nowhere, and is told. */
async function within(use: Use, live: Definition, customerId: string | undefined): Promise<Judged> {
  const limited = { ...use, limits: limitsFor(live, customerId) };
  if (await hasHisShare(limited, customerId)) return { use, flag: 'over-limit' };
  try {
    const [seat] = await reseat([limited]);
    return { use: seat };
  } catch (error) {
    if (!isDomainError(error) || error.kind !== 'conflict') throw error;
    return { use, flag: 'over-limit' };
  }
}

async function judge(
  { code, amount }: TakenCoupon,
  coupon: StoredCoupon | undefined,
  live: Definition | undefined,
  sale: { customerId?: string; soldAt: Instant },
): Promise<Judged> {
  if (!coupon) return { flag: 'unknown' };
  const fault = faultOf(coupon, sale.customerId);
  if (fault) return { flag: fault };
  const { promotionId, mode } = coupon;
  const once = mode === 'unique' ? { code: normaliseCode(code) } : {};
  const use: Use = { promotionId, amount, limits: {}, byCoupon: true, ...once };
  if (!live || !isRunning(live, sale.soldAt)) return { use, flag: 'not-running' };
  return within(use, live, sale.customerId);
}

/** An order is given a promotion once: a second coupon of it is told, and stays as good as it was. */
function onceEach(judged: readonly Judged[]): Judged[] {
  const given = new Set<string>();
  return judged.map((one) => {
    const { promotionId } = one.use ?? {};
    if (promotionId !== undefined && given.has(promotionId)) return { flag: 'over-limit' };
    if (promotionId !== undefined) given.add(promotionId);
    return one;
  });
}

/** Somebody used the code, or the rest of the budget, between the look and the commit: look again. */
const moved = () => new DomainError('conflict', 'promotions.changed-meanwhile', 'The coupon was used meanwhile.');

function watched(action: Action): Action {
  const { refused } = action;
  if (!refused) return action;
  return {
    ...action,
    refused(stored) {
      const error = refused(stored);
      const isShort = error instanceof BudgetMoved || (isDomainError(error) && error.code.startsWith('promotions.'));
      return isShort ? moved() : error;
    },
  };
}

/**
 * Redeems the coupons of a sale that was made at a till, maybe while it was cut off. One that was used before, that is unknown or
 * over its limits is flagged and changes nothing else. Rights: BatchGetItem, PutItem, UpdateItem.
 */
export async function redeemAtTill(
  taken: readonly TakenCoupon[],
  user: User,
  sale: { customerId?: string; soldAt: Instant },
): Promise<Redeemed> {
  const coupons = await batchGet(taken.map(({ code }) => codeKey(code)));
  const stored = taken.map(({ code }) => coupons.get(codeKey(code)) as StoredCoupon | undefined);
  const live = await batchGet(stored.flatMap((coupon) => (coupon ? [liveItem(coupon.promotionId)] : [])));
  const judged = onceEach(
    await Promise.all(
      taken.map((one, index) => {
        const coupon = stored[index];
        const item = coupon && live.get(liveItem(coupon.promotionId));
        return judge(one, coupon, item?.definition as Definition | undefined, sale);
      }),
    ),
  );
  const uses = judged.flatMap(({ use }) => (use ? [use] : []));
  const flags = judged.flatMap(({ flag }, index) => (flag ? [{ code: taken[index]?.code ?? '', reason: flag }] : []));
  return { uses, flags, actions: redeem(uses, { ...user, isPaid: true }).map(watched) };
}
