import { winnerOf } from '../../../functions/lotteries/domain/winner.ts';

const draw = { drawId: 'd', promotionId: 'p', version: 1, n: 1, at: '2026-11-22T00:00:00.000Z', ticket: 7 };
const prize = { prizeId: 'pot', name: { en: 'Pot' }, value: 60_000, count: 1, odds: 1 };

test.each([
  ['cust_01JD0000000000000000000001', '***0001'],
  ['ninechars', '***hars'],
  ['eight-ch', '***'],
])('given that %s won, then it is published as %s', (customerId, winner) => {
  const { drawId, at, ticket } = draw;
  const { prizeId, name, value } = prize;
  expect(winnerOf({ ...draw, customerId }, prize)).toEqual({ drawId, at, ticket, prizeId, name, value, winner });
});
