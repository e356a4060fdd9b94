import { stockConserved } from '../../simulation/invariants/conservation.ts';
import { holdsBacked } from '../../simulation/invariants/holds-backed.ts';
import { noOversell } from '../../simulation/invariants/oversell.ts';
import { entry, orderDoc, orderItem, stepped, stock } from './examples.ts';
import { History } from './hand-made.ts';

describe('1 no oversell', () => {
  test('stock that adds up passes', () => {
    const history = new History(noOversell).commit({ inventory: [stock({ onHand: 5, reserved: 5 })] });
    expect(history.violations).toEqual([]);
  });

  test.each([
    ['more reserved than on hand', stock({ onHand: 1, reserved: 2 })],
    ['a negative counter', stock({ onHand: -1 })],
    ['half a unit', stock({ onHand: 1.5 })],
    ['a wrong number of available units', stock({ onHand: 5, available: 6 })],
    ['safety stock that is sold', stock({ onHand: 5, safety: 2, available: 5 })],
    ['stock that vanishes', { ...stock({ onHand: 1 }), gone: true as const }],
  ])('%s is caught', (_, item) => {
    expect(new History(noOversell).commit({ inventory: [item] }).violations).toHaveLength(1);
  });
});

describe('2 stock is conserved', () => {
  const received = () =>
    new History(stockConserved).commit({ inventory: [stock({ onHand: 5 }), entry('e1', { A: 5 })] });

  test('what came in and went out is what is there', () => {
    const history = received().commit({ inventory: [stock({ onHand: 3 }), entry('e2', { A: -2 })] });
    expect(history.violations).toEqual([]);
  });

  test('stock that changes without an entry is caught', () => {
    expect(received().commit({ inventory: [stock({ onHand: 4 })] }).violations).toHaveLength(1);
  });

  test('an entry without its stock is caught', () => {
    expect(received().commit({ inventory: [entry('e2', { A: -1 })] }).violations).toHaveLength(1);
  });

  test('an entry that is written over is caught', () => {
    const again = received().commit({ inventory: [entry('e1', { A: 5 })] });
    expect(again.violations[0]).toContain('was changed after it was written');
  });

  test('counters beside what is on hand are recomputed once the ledger tells of them', () => {
    const damaged = [stock({ onHand: 4, damaged: 1 }), entry('e2', { A: { onHand: -1, damaged: 1 } })];
    expect(received().commit({ inventory: damaged }).violations).toEqual([]);
    const wrong = [stock({ onHand: 4, damaged: 2 }), entry('e2', { A: { onHand: -1, damaged: 1 } })];
    expect(received().commit({ inventory: wrong }).violations).toHaveLength(1);
  });
});

describe('3 holds are backed', () => {
  const placed = () =>
    new History(holdsBacked).commit({
      inventory: [stock({ onHand: 5, reserved: 2 })],
      orders: [orderItem()],
    });

  test('an order with its hold passes, and so does its shipment', () => {
    const shipped = stepped(orderDoc(), 'CHARGING', 'PAID', 'SHIPPED');
    const history = placed().commit({ inventory: [stock({ onHand: 3 })], orders: [orderItem(shipped)] });
    expect(history.violations).toEqual([]);
  });

  test('an order that ends and keeps its hold is caught', () => {
    const expired = stepped(orderDoc(), 'EXPIRED');
    expect(placed().commit({ orders: [orderItem(expired)] }).violations).toHaveLength(1);
  });

  test('a hold that is given back while its order lives is caught', () => {
    expect(placed().commit({ inventory: [stock({ onHand: 5 })] }).violations).toHaveLength(1);
  });

  test('an order without a hold is caught', () => {
    expect(new History(holdsBacked).commit({ orders: [orderItem()] }).violations).toHaveLength(1);
  });

  test('the notes of a large order stand for what it holds', () => {
    const note = { pk: 'ORDER#o1', sk: 'WORK#hold-0', holdings: [{ sku: 'A', locationId: 'main', quantity: 2 }] };
    const noted = new History(holdsBacked).commit({
      inventory: [stock({ onHand: 5, reserved: 2 })],
      orders: [note],
    });
    noted.commit({ orders: [{ ...note, gone: true }, orderItem()] });
    expect(noted.violations).toEqual([]);
    expect(noted.commit({ orders: [note] }).violations).toHaveLength(1);
  });
});
