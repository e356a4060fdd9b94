import { noUndersell } from '../../simulation/invariants/undersell.ts';
import { stock } from './examples.ts';
import { History, START } from './hand-made.ts';

describe('5 no undersell', () => {
  const soldOut = { code: 'inventory.sold-out', errors: [{ path: 'lines.0.quantity' }] };
  const refusal = (quantity: number, sentAt: number) => ({
    body: { lines: [{ sku: 'A', quantity }] },
    status: 409,
    reply: soldOut,
    sentAt,
  });

  test('who asks for more than there is may be told so', () => {
    const history = new History(noUndersell).commit({ inventory: [stock({ onHand: 1 })] });
    expect(history.after(100).reply(refusal(2, history.now)).violations).toEqual([]);
  });

  test('who could have had the goods all the time may not', () => {
    const history = new History(noUndersell).commit({ inventory: [stock({ onHand: 3, reserved: 1 })] });
    expect(history.after(100).reply(refusal(2, history.now)).violations).toHaveLength(1);
  });

  test('goods of all locations count, and for a pick-up those of its place alone', () => {
    const shelves = () =>
      new History(noUndersell)
        .commit({ inventory: [stock({ onHand: 1 }), stock({ onHand: 1, locationId: 'store' })] })
        .after(100);
    const all = shelves();
    expect(all.reply(refusal(2, all.now)).violations).toHaveLength(1);
    const one = shelves();
    const body = { lines: [{ sku: 'A', quantity: 2 }], delivery: { method: 'pickup', locationId: 'store' } };
    expect(one.reply({ ...refusal(2, one.now), body }).violations).toEqual([]);
  });

  test('what a pool keeps for others is not there, what it lends is', () => {
    const pools = { onHand: 3, available: 0, 'pool-live': 3 };
    const kept = new History(noUndersell).commit({
      inventory: [stock({ ...pools, rules: { 'pool-live': { lendsTo: [], floor: 0 } } })],
    });
    expect(kept.after(100).reply(refusal(2, kept.now)).violations).toEqual([]);
    const lent = new History(noUndersell).commit({
      inventory: [stock({ ...pools, rules: { 'pool-live': { lendsTo: ['web'], floor: 1 } } })],
    });
    expect(lent.after(100).reply(refusal(2, lent.now)).violations).toHaveLength(1);
  });

  test('what others wait for is not there, what may be waited for is', () => {
    const shelf = (more: Record<string, number>) =>
      new History(noUndersell).commit({ inventory: [stock({ onHand: 2, ...more })] }).after(100);
    const waited = shelf({ awaited: 1, backorderLimit: 1 });
    expect(waited.reply(refusal(2, waited.now)).violations).toEqual([]);
    const open = shelf({ awaited: 1, backorderLimit: 3 });
    expect(open.reply(refusal(3, open.now)).violations).toHaveLength(1);
  });

  test('a bundle is sold out when one of its parts is', () => {
    const bundle = { pk: 'PRODUCT#B', sk: 'PRODUCT', bundle: [{ sku: 'A', quantity: 2 }] };
    const shelf = () => new History(noUndersell).commit({ catalog: [bundle], inventory: [stock({ onHand: 3 })] });
    const asked = (quantity: number) => ({ ...refusal(1, START + 100), body: { lines: [{ sku: 'B', quantity }] } });
    expect(shelf().after(100).reply(asked(2)).violations).toEqual([]);
    expect(shelf().after(100).reply(asked(1)).violations).toHaveLength(1);
  });

  test('who stood in line is told "sold out" only when it is', () => {
    const joiner = { customerId: 'c1', channel: 'web', wants: [{ sku: 'A', quantity: 2 }] };
    const told = { orders: [{ pk: 'COMMAND#c#k', sk: 'COMMAND', state: 'sold-out', joiner }] };
    const shelf = (onHand: number) => new History(noUndersell).commit({ inventory: [stock({ onHand })] });
    expect(shelf(1).commit(told).violations).toEqual([]);
    expect(shelf(2).commit(told).violations).toHaveLength(1);
  });

  test('a moment without goods since the first try is a reason', () => {
    const history = new History(noUndersell).commit({ inventory: [stock({ onHand: 1 })] });
    const asked = history.after(100).now;
    const tries = { key: 'k1', ...refusal(1, asked) };
    history.reply({ ...tries, status: undefined, reply: undefined });
    history.after(10).commit({ inventory: [stock({ onHand: 1, reserved: 1 })] });
    history.after(10).commit({ inventory: [stock({ onHand: 1 })] });
    history.after(5_000).reply({ ...tries, sentAt: history.now });
    expect(history.violations).toEqual([]);
    expect(history.reply({ ...tries, key: 'k2', sentAt: history.now }).violations).toHaveLength(1);
  });
});
