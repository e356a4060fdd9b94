import { offer, type Person, push, ship, signIn } from '../../support/buyer.ts';
import { settled, toSale } from '../../support/line.ts';
import { codeIn, orderBody, orderIn, place } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { programmeBody, published, rewardBody } from '../../support/referrals.ts';

let platform: TestPlatform;
let staff: Person;
let rewardId: string;
let programmeId: string;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff']);
  await Promise.all([offer(staff, 'REF-TEA', { stock: 50 }), offer(staff, 'REF-HOT', { stock: 50 })]);
  await toSale(staff, 'REF-HOT', { perCustomer: 5 });
  rewardId = (await published(staff, rewardBody)).promotionId;
  const programme = await published(staff, programmeBody(rewardId));
  expect(programme.errors).toEqual([]);
  programmeId = programme.promotionId;
});
afterAll(() => platform.discard());

let people = 0;

function somebody(): Promise<Person> {
  people += 1;
  return signIn(platform, ['customer'], `ref-${people}`);
}

async function codeOf(referrer: Person, promotionId = programmeId): Promise<string> {
  const reply = await referrer.send('POST', '/v1/me/referral-codes', { promotionId });
  expect([reply.status, reply.body]).toEqual([201, reply.body]);
  return codeIn(reply) ?? '';
}

const buys = (friend: Person, referralCode: string, more: object = {}, sku = 'REF-TEA') => {
  people += 1;
  return place(friend, `ref-${people}`, orderBody({ [sku]: 1 }, 'approve', { referralCode, ...more }));
};

async function delivered(orderId: string): Promise<void> {
  const trackingNumber = await ship(staff, orderId);
  const at = '2026-11-21T09:00:00.000Z';
  await push(platform, { trackingNumber, status: 'DELIVERED', at, eventId: `${trackingNumber}-D` });
  await platform.idle();
}

interface Shown {
  state: string;
  reason?: string;
  couponCode?: string;
}

const itemsOf = async <Item>(person: Person, path: string) =>
  ((await person.send('GET', path)).body as { items: Item[] }).items;
const referralsOf = (referrer: Person) => itemsOf<Shown>(referrer, '/v1/me/referrals');
const couponsOf = (person: Person) => itemsOf<{ code: string; promotionId: string }>(person, '/v1/me/coupons');

/** A friend who bought with the code and has the goods. */
async function brought(referrer: Person): Promise<{ friend: Person; orderId: string }> {
  const friend = await somebody();
  const { orderId } = orderIn(await buys(friend, await codeOf(referrer)));
  await delivered(orderId);
  return { friend, orderId };
}

async function broughtBack(friend: Person, orderId: string): Promise<void> {
  const lines = [{ sku: 'REF-TEA', quantity: 1 }];
  const key = { 'idempotency-key': `back-${orderId}` };
  const asked = await friend.send('POST', `/v1/orders/${orderId}/returns`, { lines, reason: 'Too strong' }, key);
  const { returnId } = asked.body as { returnId: string };
  const back = { lines: [{ ...lines[0], condition: 'resaleable' }] };
  expect((await staff.send('POST', `/v1/admin/returns/${returnId}/receive`, back)).status).toBe(200);
  await platform.idle();
}

test('given a friend who buys with a code, when the order is completed, then its owner has one coupon, which works once', async () => {
  const referrer = await somebody();
  const friend = await somebody();
  const code = await codeOf(referrer);
  expect(await codeOf(referrer)).toBe(code);
  const { orderId } = orderIn(await buys(friend, ` ${code.toLowerCase()} `));
  expect(await referralsOf(referrer)).toMatchObject([{ state: 'waiting', promotionId: programmeId, code }]);
  expect(await couponsOf(referrer)).toEqual([]);
  await delivered(orderId);
  const [coupon, ...others] = await couponsOf(referrer);
  expect([coupon?.promotionId, others]).toEqual([rewardId, []]);
  const shown = await referralsOf(referrer);
  expect(shown).toMatchObject([{ state: 'rewarded', couponCode: coupon?.code }]);
  expect(JSON.stringify(shown)).not.toContain(friend.id);
  const couponCodes = [coupon?.code ?? ''];
  const bought = await place(referrer, 'thanks', orderBody({ 'REF-TEA': 1 }, 'approve', { couponCodes }));
  expect(orderIn(bought).total).toBe(900);
  const again = await place(referrer, 'thanks-again', orderBody({ 'REF-TEA': 1 }, 'approve', { couponCodes }));
  expect([again.status, codeIn(again)]).toEqual([409, 'promotions.coupon-used']);
});

describe('a code is refused, and the order is not placed', () => {
  test('given nobody has it, or the buyer himself, or he has bought before', async () => {
    const referrer = await somebody();
    const code = await codeOf(referrer);
    const unknown = await buys(await somebody(), 'AAAAAAAAAAAA');
    expect([unknown.status, codeIn(unknown)]).toEqual([404, 'referrals.unknown-code']);
    const own = await buys(referrer, code);
    expect([own.status, codeIn(own)]).toEqual([409, 'referrals.own-code']);
    const known = await somebody();
    await place(known, `known-${known.id}`, orderBody({ 'REF-TEA': 1 }));
    const late = await buys(known, code);
    expect([late.status, codeIn(late)]).toEqual([409, 'referrals.not-first-order']);
    expect(await referralsOf(referrer)).toEqual([]);
    expect(await itemsOf(referrer, '/v1/orders')).toEqual([]);
  });

  test('given two orders at the same moment, then one of them is the first', async () => {
    const [referrer, friend] = [await somebody(), await somebody()];
    const code = await codeOf(referrer);
    const both = await Promise.all([buys(friend, code), buys(friend, code)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.map(codeIn)).toContain('referrals.not-first-order');
    expect(await referralsOf(referrer)).toHaveLength(1);
  });

  test('given as many rewards as there may be, or the programme was stopped', async () => {
    const { promotionId } = await published(staff, programmeBody(rewardId, { maxPerReferrer: 1 }));
    const referrer = await somebody();
    const code = await codeOf(referrer, promotionId);
    const [one, two] = [await buys(await somebody(), code), await buys(await somebody(), code)];
    for (const order of [one, two]) await delivered(orderIn(order).orderId);
    expect((await referralsOf(referrer)).map(({ state, reason }) => [state, reason]).sort()).toEqual([
      ['rewarded', undefined],
      ['void', 'limit-reached'],
    ]);
    expect(await couponsOf(referrer)).toHaveLength(1);
    expect(codeIn(await buys(await somebody(), code))).toBe('referrals.limit-reached');
    await staff.send('POST', `/v1/admin/promotions/${promotionId}/stop`);
    expect(codeIn(await buys(await somebody(), code))).toBe('referrals.ended');
    expect(codeIn(await referrer.send('POST', '/v1/me/referral-codes', { promotionId }))).toBe('referrals.ended');
  });
});

describe('an order that comes to nothing earns nothing', () => {
  test('given it is cancelled, then the next one may be the first', async () => {
    const [referrer, friend] = [await somebody(), await somebody()];
    const code = await codeOf(referrer);
    const { orderId } = orderIn(await buys(friend, code));
    await friend.send('POST', `/v1/orders/${orderId}/cancel`, undefined, { 'idempotency-key': `off-${orderId}` });
    await platform.idle();
    expect([await referralsOf(referrer), await couponsOf(referrer)]).toEqual([[], []]);
    const second = await buys(friend, code);
    expect(second.status).toBe(201);
    await delivered(orderIn(second).orderId);
    expect(await couponsOf(referrer)).toHaveLength(1);
  });

  test('given it comes back whole, then an unused coupon is taken back, and a used one stays', async () => {
    const [referrer, spender] = [await somebody(), await somebody()];
    const [unused, used] = [await brought(referrer), await brought(spender)];
    const [{ code = '' } = {}] = await couponsOf(spender);
    const withIt = orderBody({ 'REF-TEA': 1 }, 'approve', { couponCodes: [code] });
    expect((await place(spender, 'spent', withIt)).status).toBe(201);
    for (const { friend, orderId } of [unused, used]) await broughtBack(friend, orderId);
    expect([await couponsOf(referrer), await referralsOf(referrer)]).toMatchObject([
      [],
      [{ state: 'taken-back', reason: 'returned' }],
    ]);
    expect([await couponsOf(spender), await referralsOf(spender)]).toMatchObject([[{ code }], [{ state: 'rewarded' }]]);
  });
});

test('given what everybody wants is bought in turn, then its referral begins with the order', async () => {
  const [referrer, friend] = [await somebody(), await somebody()];
  const code = await codeOf(referrer);
  expect(codeIn(await buys(referrer, code, {}, 'REF-HOT'))).toBe('referrals.own-code');
  const joined = await buys(friend, code, {}, 'REF-HOT');
  const { order } = await settled(friend, joined.body as Parameters<typeof settled>[1]);
  await delivered(order?.orderId ?? '');
  expect(await referralsOf(referrer)).toMatchObject([{ state: 'rewarded' }]);
});

test('given a reward that nobody could be given, then the programme does not go live', async () => {
  const errorsOf = async (body: object) => {
    const { promotionId, status } = await published(staff, body);
    expect(status).toBe(200);
    return (await published(staff, programmeBody(promotionId))).errors;
  };
  const at = 'effect.reward.promotionId';
  expect((await published(staff, programmeBody('promo_none'))).errors).toEqual([`${at} not-live`]);
  expect(await errorsOf({ ...rewardBody, coupon: { mode: 'single' } })).toEqual([`${at} coupons-not-unique`]);
  expect(await errorsOf({ ...rewardBody, coupon: { mode: 'unique' } })).toEqual([`${at} coupons-claimable`]);
  expect(await errorsOf({ ...rewardBody, validTo: '2089-01-01T00:00:00Z' })).toEqual([`${at} ends-before-programme`]);
  expect(codeIn(await (await somebody()).send('POST', '/v1/me/referral-codes', { promotionId: rewardId }))).toBe(
    'referrals.unknown',
  );
});
