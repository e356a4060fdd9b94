import type { Referral } from '../../../functions/referrals/domain/referral.ts';
import { refer } from '../../../functions/referrals/holds.ts';
import {
  countReward,
  LimitReached,
  listReferrals,
  moveReferral,
  putCode,
  referralsOf,
  removeReferral,
} from '../../../functions/referrals/store.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

let table: StoreTable;

beforeAll(async () => {
  table = await openContextTable('referrals');
});

afterAll(() => table.discard());

const referring = { code: 'CODE', promotionId: 'p', referrerId: 'a', rewardId: 'thanks' };
const order = (orderId: string, customerId: string) => ({ orderId, customerId, placedAt: '2026-11-05T00:00:00.000Z' });

/** The codes of those that were refused. */
async function refusals(commits: Promise<void>[]): Promise<string[]> {
  const ends = await Promise.allSettled(commits);
  return ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason.code ?? end.reason.name)] : []));
}

async function brought(customerId: string, more: Partial<Referral> = {}): Promise<Referral> {
  await commit(refer({ ...referring, ...more }, order(`order-${customerId}`, customerId)));
  return (await referralsOf([customerId]))[0] as Referral;
}

test('given ten orders of a new customer at once, then one of them is his first', async () => {
  const orders = Array.from({ length: 10 }, (_, at) => commit(refer(referring, order(`o${at}`, 'friend'))));
  expect(await refusals(orders)).toEqual(Array(9).fill('referrals.not-first-order'));
  expect(await referralsOf(['friend', 'friend', 'nobody'])).toMatchObject([{ state: 'waiting', customerId: 'friend' }]);
});

test('given an order that came to nothing, then one other takes its place, and none that of a rewarded one', async () => {
  const { orderId } = await brought('again');
  const next = (id: string) => commit(refer({ ...referring, before: { orderId } }, order(id, 'again')));
  expect(await refusals([next('second'), next('third')])).toEqual(['referrals.not-first-order']);
  const [now] = await referralsOf(['again']);
  await commit([moveReferral(now as Referral, { state: 'rewarded' })]);
  const before = { orderId: now?.orderId ?? '' };
  const late = commit(refer({ ...referring, before }, order('fourth', 'again')));
  expect(await refusals([late])).toEqual(['referrals.not-first-order']);
});

test('given an order that came to nothing and was forgotten meanwhile, then the next one is his first', async () => {
  const before = await brought('anew');
  await commit([removeReferral(before)]);
  await commit(refer({ ...referring, before }, order('next', 'anew')));
  expect(await referralsOf(['anew'])).toMatchObject([{ orderId: 'next', state: 'waiting' }]);
});

test('given several who settle one referral, then one does, whatever the step', async () => {
  const referral = await brought('settled');
  const steps = Array.from({ length: 4 }, () => commit([moveReferral(referral, { state: 'rewarded' })]));
  const others = [commit([removeReferral(referral)]), commit([moveReferral(referral, { state: 'void' })])];
  expect(await refusals([...steps, ...others])).toEqual(Array(5).fill('referrals.changed-meanwhile'));
});

test('given three rewards at most and ten who give one, then three, and one more where one is taken back', async () => {
  const limited = await brought('limited', { maxPerReferrer: 3, referrerId: 'busy' });
  const give = () => commit([countReward(limited, 1)]);
  const ends = await Promise.allSettled(Array.from({ length: 10 }, give));
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  expect([refused.length, refused.every((reason) => reason instanceof LimitReached)]).toEqual([7, true]);
  await commit([countReward(limited, -1)]);
  await give();
  await expect(give()).rejects.toBeInstanceOf(LimitReached);
});

test('given a customer who asks for his code from two places, then he has one', async () => {
  const own = { promotionId: 'p', referrerId: 'coder' };
  const both = [commit(putCode({ ...own, code: 'ONE' })), commit(putCode({ ...own, code: 'TWO' }))];
  expect(await refusals(both)).toEqual(['referrals.changed-meanwhile']);
});

test('given some whom a customer brought, then they are listed in pages, and nobody else', async () => {
  for (const friend of ['l1', 'l2', 'l3']) await brought(friend, { referrerId: 'lister' });
  const { referrals, lastKey } = await listReferrals('lister', 2, undefined);
  const rest = await listReferrals('lister', 2, lastKey);
  expect([referrals.length, rest.referrals.length]).toEqual([2, 1]);
});
