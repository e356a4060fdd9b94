import type { Commit, Invariant, View } from '../contract.ts';
import { idIn, type Plain, type Seen, seenAt } from './stored.ts';
import { itemAt, itemsAt } from './tables.ts';

interface Brought {
  promotionId: string;
  rewardId: string;
  referrerId: string;
  customerId: string;
  orderId: string;
  state: string;
  reason?: string;
  coupon?: { code: string };
}

interface Sold {
  status: string;
  lines: { quantity: number }[];
  returned?: Record<string, number>;
  history: { status: string }[];
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

/** What an order leaves of its referral: how it may stand, by state and reason. */
function rightStates({ status, lines, returned = {} }: Sold): string[] {
  if (status === 'CANCELLED') return [];
  if (status !== 'COMPLETED') return ['waiting'];
  const isBack = sum(Object.values(returned)) === sum(lines.map(({ quantity }) => quantity));
  const over = ['void limit-reached', 'void reward-over'];
  return isBack ? ['void returned', 'taken-back returned', 'rewarded', ...over] : ['rewarded', ...over];
}

const orderOf = ({ orderId }: Brought, view: View) =>
  itemAt(view, 'orders', `ORDER#${orderId}`, 'ORDER')?.order as Sold | undefined;

/** Whether an order ended early, be it that late money revived it since. */
const cameToNothing = (order: Sold | undefined) =>
  order?.history.some(({ status }) => status === 'CANCELLED' || status === 'EXPIRED') ?? false;

/** Which steps a referral may take. */
const NEXT: Readonly<Record<string, readonly string[]>> = { waiting: ['rewarded', 'void'], rewarded: ['taken-back'] };

/** A referral gives way to another only when its order came to nothing, is forgotten only then, and goes its way step by step. */
function stepFault({ before, after }: Seen, view: View): string | undefined {
  const [was, is] = [before?.referral as Brought | undefined, after?.referral as Brought | undefined];
  if (!was) return undefined;
  const status = orderOf(was, view)?.status;
  if (!is) return status === 'CANCELLED' ? undefined : `the referral of ${was.orderId} was forgotten, it is ${status}`;
  if (is.orderId === was.orderId)
    return NEXT[was.state]?.includes(is.state) ? undefined : `${was.orderId} went from ${was.state} to ${is.state}`;
  const isNothing = was.state === 'waiting' && cameToNothing(orderOf(was, view));
  return isNothing ? undefined : `${is.orderId} took the place of ${was.orderId}, which is ${status}`;
}

/** What stands of a reward: a coupon of the referrer's own; one that outlived its order was used before that came back. */
function couponFault({ coupon, rewardId, referrerId, orderId }: Brought, view: View, mustBeUsed: boolean) {
  const code = coupon?.code ?? '';
  const stored = itemAt(view, 'promotions', `COUPON#${code}`, 'COUPON');
  const isTheirs = stored?.promotionId === rewardId && stored.claimedBy === referrerId;
  if (!isTheirs) return `${orderId} was rewarded with no coupon of ${referrerId}`;
  return mustBeUsed && stored.usedBy === undefined ? `${orderId} came back and ${code} was not taken back` : undefined;
}

function referralFault(brought: Brought, view: View): string | undefined {
  const { orderId, state, reason } = brought;
  const order = orderOf(brought, view);
  if (!order) return `a referral is of no order, ${orderId}`;
  const stands = reason ? `${state} ${reason}` : state;
  const right = rightStates(order);
  if (!right.includes(stands)) return `the referral of ${orderId} is ${stands} while its order is ${order.status}`;
  return state === 'rewarded' ? couponFault(brought, view, right.includes('void returned')) : undefined;
}

/** Each reward is counted, and there are no more coupons than rewards. */
function countFaults(view: View, rewarded: readonly Brought[]): string[] {
  const counts = itemsAt(view, 'referrals', 'CUSTOMER#', 'REWARDS#').flatMap((item: Plain) => {
    const [referrerId, promotionId] = [idIn(String(item.pk)), idIn(String(item.sk))];
    const own = rewarded.filter((each) => each.referrerId === referrerId && each.promotionId === promotionId);
    return item.rewarded === own.length ? [] : [`${referrerId} has ${own.length} rewards, ${item.rewarded} counted`];
  });
  const rewards = new Set(rewarded.map(({ rewardId }) => rewardId));
  const coupons = itemsAt(view, 'promotions', 'COUPON#', 'COUPON').filter(
    ({ promotionId, claimedBy }) => claimedBy !== undefined && rewards.has(String(promotionId)),
  );
  const isMore = coupons.length !== rewarded.length;
  return isMore ? [...counts, `${coupons.length} coupons for ${rewarded.length} rewards`] : counts;
}

/** Who brings a customer has one coupon once the first order is completed, and none where that came to nothing. */
export function rewardsOnce(): Invariant {
  return {
    id: 'rewards',
    name: 'a referral is rewarded once, as its order stands',
    onCommit: (commit: Commit, view: View) =>
      seenAt(commit, 'referrals', 'BROUGHT#')
        .map((seen) => stepFault(seen, view))
        .find((fault) => fault !== undefined),
    atQuiet(view) {
      const all = itemsAt(view, 'referrals', 'BROUGHT#').map(({ referral }) => referral as Brought);
      const faults = all.map((brought) => referralFault(brought, view)).filter((fault) => fault !== undefined);
      return [
        ...faults,
        ...countFaults(
          view,
          all.filter(({ state }) => state === 'rewarded'),
        ),
      ];
    },
  };
}
