import { arrange } from '../../../functions/inventory/domain/arrange.ts';
import { settle } from '../../../functions/inventory/domain/counting.ts';
import { gain, hold, lose, missing, takeBack } from '../../../functions/inventory/domain/movement.ts';
import { moved, shelf } from '../../support/shelf.ts';

const place = { sku: 'A', locationId: 'main' };

/** Ten units, eight promised, of which three were found to be missing. */
function shortShelf() {
  const held = moved(shelf(10), hold({ ...place, quantity: 8 })) ?? shelf(0);
  return moved(held, lose(held, 5)) ?? held;
}

test('given promised units that were not found, when units come in, then they make up for those first', () => {
  const short = shortShelf();
  expect(short).toMatchObject({ onHand: 8, reserved: 8, available: -3, short: 3 });
  expect(moved(short, gain(short, 2))).toMatchObject({ onHand: 8, available: -1, short: 1 });
  expect(moved(short, gain(short, 5))).toMatchObject({ onHand: 10, available: 2, short: 0 });
});

test('given a shortage that was settled meanwhile, when an old look at it is acted upon, then nothing happens', () => {
  const short = shortShelf();
  const settled = moved(short, gain(short, 3)) ?? short;
  expect(moved(settled, gain(short, 3))).toBeUndefined();
});

test('given safety stock that is not full and a pool with a share, when units come in, then each gets its part', () => {
  const level = { ...shelf(0), safety: 1, onHand: 1, safetyTarget: 3, rules: { 'pool-live': poolRule(50) } };
  expect(gain(level, 11).by).toEqual({ onHand: 11, safety: 2, 'pool-live': 4, available: 5 });
});

test('given somebody who waits, when units come in, then they are his before they are kept back or put into a pool', () => {
  const rules = { 'pool-live': poolRule(50) };
  const level = { ...shelf(1), awaited: 4, safetyTarget: 3, rules };
  expect(gain(level, 3).by).toEqual({ onHand: 3, available: 3 });
  expect(gain(level, 10).by).toEqual({ onHand: 10, safety: 3, 'pool-live': 2, available: 5 });
});

test('given somebody who waits, when the stock is shared out anew, then what is his is kept back for nobody else', () => {
  const pools = [{ pool: 'pool-live' as const, units: 5, lendsTo: [], floor: 0 }];
  const level = { ...shelf(6), awaited: 4 };
  expect(moved(level, arrange(level, { safetyTarget: 1, pools }))).toMatchObject({
    safety: 1,
    'pool-live': 1,
    available: 4,
  });
});

const poolRule = (percent: number) => ({ percent, lendsTo: [], floor: 0 });

test('given missing units of which some came back, when more are lost, then only those that are missing now count as short', () => {
  const short = shortShelf();
  const back = moved(short, takeBack({ ...place, resaleable: 2, damaged: 0 })) ?? short;
  const again = lose(back, 2);
  expect(moved(back, again)).toMatchObject({ onHand: 8, reserved: 8, available: -3, short: 3 });
  expect(missing(back, again) - missing(back)).toBe(2);
  expect(settle(back, 0, 0).shortage).toBe(8);
});
