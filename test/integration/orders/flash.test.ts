import { wrongIn } from '../../simulation/scenarios/flash/main.ts';
import { playSale } from '../../simulation/scenarios/flash/run.ts';

test('given 2,000 buyers in a second for 200 units under the limits of DynamoDB, then each unit is sold once and in time', async () => {
  const size = { buyers: 2_000, units: 200, seconds: 1.2, rush: 1 };
  const { figures, violations } = await playSale(size, 1);
  expect([...violations, ...wrongIn(figures, size)]).toEqual([]);
  expect(figures).toMatchObject({ sold: 200, soldOut: 1_800 });
});

test('given a rush of buyers who all come in the first moments, then the same', async () => {
  const size = { buyers: 1_000, units: 300, seconds: 3, rush: 4 };
  const { figures, violations } = await playSale(size, 2);
  expect([...violations, ...wrongIn(figures, size)]).toEqual([]);
});
