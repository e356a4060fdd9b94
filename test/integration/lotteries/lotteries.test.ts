import { createHash } from 'node:crypto';
import { prizeOf, ticketOf } from '../../../functions/lotteries/domain/fairness.ts';
import type { Prize } from '../../../functions/lotteries/domain/lottery.ts';
import { buy, offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  [staff, buyer] = await Promise.all([signIn(platform, ['staff']), signIn(platform, ['customer'], 'player')]);
  await offer(staff, 'LOT-A', { stock: 20 });
});
afterAll(() => platform.discard());

const prize = (prizeId: string, odds: number, count: number, value = 1_000) => ({
  prizeId,
  name: { en: prizeId },
  value,
  count,
  odds,
});

const BODY = {
  name: 'Draw',
  kind: 'lottery',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2090-01-01T00:00:00Z',
  terms: { zh: '抽奖规则', en: 'One draw each.' },
};

interface Refusal {
  code: string;
  errors?: { path: string; code: string }[];
}

async function open(effect: object, more: object = {}) {
  const { body } = await staff.send('POST', '/v1/admin/promotions', { ...BODY, effect, ...more });
  const { promotionId } = body as { promotionId: string };
  const reply = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  return { promotionId, status: reply.status, body: reply.body as Refusal };
}

async function revise(promotionId: string, effect: object, more: object = {}) {
  await staff.send('PUT', `/v1/admin/promotions/${promotionId}`, { ...BODY, effect, ...more });
  const { status, body } = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  return { status, errors: (body as Refusal).errors?.map(({ path, code }) => `${path} ${code}`) };
}

interface Drawn {
  drawId: string;
  n: number;
  ticket: number;
  prizeId?: string;
  gone?: string;
  code?: string;
}

const draw = async (person: Person, promotionId: string, key: string, body?: object) => {
  const reply = await person.send('POST', `/v1/lotteries/${promotionId}/draws`, body, { 'idempotency-key': key });
  return { status: reply.status, code: codeIn(reply), drawn: reply.body as Drawn };
};

const seen = async (promotionId: string) =>
  (await buyer.send('GET', `/v1/lotteries/${promotionId}`)).body as {
    state: string;
    commitment: string;
    seed?: string;
    prizes: (Prize & { left: number })[];
  };

test('given one prize that every ticket wins and 50 who draw at once, then one has it, 49 do not, and the log says why', async () => {
  const { promotionId } = await open({ prizes: [prize('last', 1, 1)] });
  const players = await Promise.all(Array.from({ length: 50 }, (_, at) => signIn(platform, ['customer'], `p${at}`)));
  const draws = await Promise.all(players.map((player) => draw(player, promotionId, 'rush')));
  const again = await Promise.all(
    players.map((player, at) => (draws[at]?.status === 201 ? draws[at] : draw(player, promotionId, 'rush'))),
  );
  expect(again.map(({ status }) => status)).toEqual(players.map(() => 201));
  expect(again.filter(({ drawn }) => drawn.prizeId === 'last')).toHaveLength(1);
  expect(again.filter(({ drawn }) => drawn.gone === 'last')).toHaveLength(49);
  expect((await seen(promotionId)).prizes).toMatchObject([{ count: 1, left: 0, odds: 1 }]);
});

describe('a draw', () => {
  test('given three turns and a repeat, then the repeat is the same draw, and the fourth is refused', async () => {
    const { promotionId } = await open({ prizes: [prize('cup', 2, 50)] }, { limits: { perCustomer: 3 } });
    const first = await draw(buyer, promotionId, 'turn-1');
    expect(await draw(buyer, promotionId, 'turn-1')).toEqual(first);
    const turns = [first, await draw(buyer, promotionId, 'turn-2'), await draw(buyer, promotionId, 'turn-3')];
    expect(turns.map(({ drawn }) => drawn.n)).toEqual([1, 2, 3]);
    expect(await draw(buyer, promotionId, 'turn-4')).toMatchObject({ status: 409, code: 'lotteries.no-draws-left' });
  });

  test('given it is over, then the seed is told, fits the commitment, and every ticket and prize follows from it', async () => {
    const effect = { prizes: [prize('pot', 3, 50), prize('cup', 3, 50)] };
    const { promotionId } = await open(effect, { limits: { perCustomer: 5 } });
    const draws: Drawn[] = [];
    for (let turn = 0; turn < 5; turn += 1) draws.push((await draw(buyer, promotionId, `fair-${turn}`)).drawn);
    const before = await seen(promotionId);
    expect([before.state, before.seed]).toEqual(['running', undefined]);
    await staff.send('POST', `/v1/admin/promotions/${promotionId}/stop`);
    const { state, seed = '', commitment, prizes } = await seen(promotionId);
    expect([state, commitment]).toEqual(['ended', before.commitment]);
    expect(createHash('sha256').update(seed).digest('hex')).toBe(commitment);
    for (const { n, ticket, prizeId } of draws) {
      expect(ticket).toBe(ticketOf(seed, { promotionId, customerId: buyer.id, n }));
      expect(prizeId).toBe(prizeOf(ticket, prizes)?.prizeId);
    }
    expect(await draw(buyer, promotionId, 'fair-late')).toMatchObject({ status: 409, code: 'lotteries.ended' });
    const { body } = await staff.send('GET', `/v1/admin/lotteries/${promotionId}/draws`);
    expect((body as { items: Drawn[] }).items.map(({ ticket }) => ticket)).toEqual(draws.map(({ ticket }) => ticket));
  });

  test('given a draw for each paid order, then an order draws once, and only for its own buyer', async () => {
    const { promotionId } = await open({ prizes: [prize('cup', 1, 50)], per: 'order' });
    const orderId = await buy(buyer, ['LOT-A']);
    const other = await signIn(platform, ['customer'], 'other');
    const refused = { status: 409, code: 'lotteries.order-not-eligible' };
    expect(await draw(buyer, promotionId, 'order-none')).toMatchObject(refused);
    expect(await draw(other, promotionId, 'order-theirs', { orderId })).toMatchObject(refused);
    expect(await draw(buyer, promotionId, 'order-1', { orderId })).toMatchObject({ status: 201 });
    const second = await draw(buyer, promotionId, 'order-2', { orderId });
    expect(second).toMatchObject({ status: 409, code: 'lotteries.order-used' });
  });
});

test('given a prize that was won, then its code fetches it once, at a store of ours', async () => {
  const { promotionId } = await open({ prizes: [prize('cup', 1, 50)] });
  const { drawn } = await draw(buyer, promotionId, 'won');
  const redeem = async (body: object, key: string) => {
    const reply = await staff.send('POST', '/v1/admin/prize-redemptions', body, { 'idempotency-key': key });
    return [reply.status, codeIn(reply)];
  };
  const { body } = await buyer.send('GET', '/v1/me/draws?limit=1');
  expect((body as { items: Drawn[] }).items[0]).toMatchObject({ drawId: drawn.drawId, code: drawn.code });
  const code = String(drawn.code).toLowerCase();
  expect(await redeem({ code: 'AAAAAAAAAAAA', locationId: 'main' }, 'r0')).toEqual([404, 'lotteries.unknown-code']);
  expect(await redeem({ code, locationId: 'nowhere' }, 'r1')).toEqual([404, 'inventory.unknown-location']);
  expect(await redeem({ code, locationId: 'main' }, 'r2')).toEqual([201, undefined]);
  expect(await redeem({ code, locationId: 'main' }, 'r2')).toEqual([201, undefined]);
  expect(await redeem({ code, locationId: 'main' }, 'r3')).toEqual([409, 'lotteries.code-used']);
});

describe('what the law says of a draw', () => {
  test('given prizes of 500 yuan and of more, then everybody sees who won the dearer one, and not who he is', async () => {
    const winnersOf = async (value: number, player: Person) => {
      const { promotionId } = await open({ prizes: [prize('pot', 1, 5, value)] });
      const { drawn } = await draw(player, promotionId, `dear-${value}`);
      const { body } = await platform.send('GET', `/v1/lotteries/${promotionId}/winners`);
      return { drawn, winners: (body as { items: object[] }).items };
    };
    const player = await signIn(platform, ['customer'], 'somebody-who-won-1234');
    expect((await winnersOf(50_000, player)).winners).toEqual([]);
    const { drawn, winners } = await winnersOf(50_001, player);
    const { drawId, ticket } = drawn;
    expect(winners).toMatchObject([{ drawId, ticket, prizeId: 'pot', value: 50_001, winner: '***1234' }]);
  });

  test('given a prize of more than 50,000 yuan, or no rules to read, then it does not go live', async () => {
    const dear = await open({ prizes: [prize('car', 9, 1, 5_000_001)] }, { terms: undefined });
    expect(dear.status).toBe(409);
    expect(dear.body.errors?.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'terms law.terms-required',
      'effect.prizes.0.value law.prize-cap',
    ]);
    expect((await open({ prizes: [prize('car', 9, 1, 5_000_000)] })).status).toBe(200);
  });

  test('given a draw that has begun, then it may become better for its players and nothing else', async () => {
    const { promotionId } = await open({ prizes: [prize('cup', 10, 5)] });
    expect((await revise(promotionId, { prizes: [prize('cup', 11, 5)] })).errors).toEqual([
      'effect.prizes.0 law.prize-terms-frozen',
    ]);
    expect((await revise(promotionId, { prizes: [prize('cup', 10, 4)] })).status).toBe(409);
    expect((await revise(promotionId, { prizes: [prize('new', 10, 5)] })).errors).toEqual([
      'effect.prizes law.prize-terms-frozen',
    ]);
    const shorter = { validTo: '2080-01-01T00:00:00Z' };
    expect((await revise(promotionId, { prizes: [prize('cup', 10, 5)] }, shorter)).errors).toEqual([
      'validTo law.prize-terms-frozen',
    ]);
    expect((await revise(promotionId, { prizes: [prize('cup', 9, 7), prize('pot', 50, 1)] })).status).toBe(200);
    expect((await seen(promotionId)).prizes).toMatchObject([{ left: 7, odds: 9 }, { left: 1 }]);
  });
});
