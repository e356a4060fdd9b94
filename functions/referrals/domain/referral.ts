import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

/** A code by which one customer brings others, for one programme. */
export interface ReferralCode {
  code: string;
  promotionId: string;
  /** Whose it is. */
  referrerId: string;
}

/** Where a referral stands. What was void or taken back stays so. */
export type ReferralState = 'waiting' | 'rewarded' | 'void' | 'taken-back';

/** Why a referral came to nothing. */
export type VoidReason = 'returned' | 'limit-reached' | 'reward-over';

/** A new customer's first order, whom somebody brought, and what was promised for that when it was placed. */
export interface Referral extends ReferralCode {
  /** The new customer. */
  customerId: string;
  orderId: string;
  referredAt: Instant;
  /** The promotion whose coupon is the reward, and how many rewards one referrer gets at most. */
  rewardId: string;
  maxPerReferrer?: number;
  state: ReferralState;
  reason?: VoidReason;
  /** The reward, once it was given. */
  coupon?: { code: string; givenAt: Instant };
}

/** A programme as far as a referral asks about it. */
export interface Programme {
  kind: string;
  effect: { reward?: { promotionId: string }; maxPerReferrer?: number };
  validFrom: Instant;
  validTo: Instant;
}

/** The refusal of a code of a programme that is over. */
export const ended = () => new DomainError('conflict', 'referrals.ended', 'The programme is over.');

/** The refusal of a referral for somebody who has bought before. */
export const notFirst = () =>
  new DomainError('conflict', 'referrals.not-first-order', 'A referral counts for a first order only.');

/** The refusal of a code that brings nobody. */
export const unknownCode = () => new DomainError('not-found', 'referrals.unknown-code', 'Nobody has this code.');

/** What of a programme is promised now. Throws conflict `referrals.ended`. */
export function promised(programme: Programme | undefined, now: Instant) {
  const reward = programme?.effect.reward;
  if (!programme || !reward || now < programme.validFrom || now >= programme.validTo) throw ended();
  const { maxPerReferrer } = programme.effect;
  return { rewardId: reward.promotionId, ...(maxPerReferrer === undefined ? {} : { maxPerReferrer }) };
}

/** What is known when somebody gives a code with his order. */
export interface Asking {
  referrerId: string;
  customerId: string;
  /** How many rewards the referrer has of the programme, and how many he may have. */
  rewarded: number;
  maxPerReferrer?: number;
  /** What stands of an earlier referral of the customer. */
  before?: Pick<Referral, 'state'>;
}

/** Refuses who brings himself, whom the referrer gets nothing for, and who was brought before. Throws conflict `referrals.*`. */
export function refuseReferral({ referrerId, customerId, rewarded, maxPerReferrer, before }: Asking): void {
  const conflict = (code: string, message: string) => new DomainError('conflict', `referrals.${code}`, message);
  if (referrerId === customerId) throw conflict('own-code', 'Nobody brings himself.');
  if (before && before.state !== 'waiting') throw notFirst();
  if (maxPerReferrer !== undefined && rewarded >= maxPerReferrer)
    throw conflict('limit-reached', 'Whose code it is has brought as many as count.');
}

/** An order as far as it decides about its referral. */
export interface OrderNow {
  status: string;
  /** Everything of it came back. */
  isAllBack: boolean;
}

/** What is to be done about a referral. */
export type Step = 'reward' | 'void' | 'take-back' | 'forget';

/** What is to be done about a referral by how its order stands, whichever event was heard first. */
export function stepOf({ state }: Pick<Referral, 'state'>, { status, isAllBack }: OrderNow): Step | undefined {
  if (state === 'rewarded') return isAllBack ? 'take-back' : undefined;
  if (state !== 'waiting') return undefined;
  // A cancelled first order was none: the next one may be.
  if (status === 'CANCELLED') return 'forget';
  if (isAllBack) return 'void';
  return status === 'COMPLETED' ? 'reward' : undefined;
}

/** A referral as its referrer sees it: not who was brought, nor what he bought. */
export function shownReferral({ promotionId, code, referredAt, state, reason, coupon }: Referral) {
  const reward = state === 'rewarded' && coupon ? { couponCode: coupon.code, rewardedAt: coupon.givenAt } : {};
  return { promotionId, code, referredAt, state, ...(reason ? { reason } : {}), ...reward };
}
