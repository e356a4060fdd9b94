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
    ['less than nothing left', stock({ onHand: 1, reserved: 1, safety: 1, available: -1 })],
    ['stock that vanishes', { ...stock({ onHand: 1 }), gone: true as const }],
  ])('%s is caught', (_, item) => {
    expect(new History(noOversell).commit({ inventory: [item] }).violations).toHaveLength(1);
  });
});

describe('2 stock is conserved', () => {
  const received = () =>
    new History(stockConserved).commit({
      inventory: [stock({ onHand: 5 }), entry('e1', { onHand: 5, available: 5 }, 'received')],
    });

  test('what came in, was held and went out is what is there', () => {
    const history = received().commit({
      inventory: [stock({ onHand: 5, reserved: 2, version: 2 }), entry('e2', { reserved: 2, available: -2 }, 'held')],
    });
    history.commit({
      inventory: [stock({ onHand: 3, version: 3 }), entry('e3', { onHand: -2, reserved: -2 }, 'shipped')],
    });
    expect(history.violations).toEqual([]);
  });

  test.each([
    ['stock that changes without an entry', [stock({ onHand: 4, version: 2 })]],
    ['an entry without its stock', [entry('e2', { onHand: -1 })]],
    [
      'a movement that is counted twice',
      [stock({ onHand: 4, version: 3 }), entry('e2', { onHand: -1, available: -1 })],
    ],
    [
      'another counter than the ledger tells',
      [stock({ onHand: 5, damaged: 2, version: 2 }), entry('e2', { damaged: 1 })],
    ],
    [
      'a hold that takes from nowhere',
      [stock({ onHand: 6, reserved: 1, version: 2 }), entry('e2', { onHand: 1, reserved: 1 }, 'held')],
    ],
  ])('%s is caught', (_, inventory) => {
    expect(received().commit({ inventory }).violations).toHaveLength(1);
  });

  test('an entry that is written over is caught', () => {
    const again = received().commit({ inventory: [entry('e1', { onHand: 5, available: 5 })] });
    expect(again.violations[0]).toContain('was changed after it was written');
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

  test('what left in parts is not held any more', () => {
    const paid = stepped(orderDoc(), 'CHARGING', 'PAID');
    const part = { deliveryId: 'd1', lines: [{ sku: 'A', locationId: 'main', quantity: 1 }] };
    const shipped = { orders: [orderItem({ ...paid, shipments: [part] })] };
    const left = placed().commit({ ...shipped, inventory: [stock({ onHand: 4, reserved: 1 })] });
    expect(left.violations).toEqual([]);
    expect(placed().commit(shipped).violations).toHaveLength(1);
  });

  test('what is awaited is what orders wait for', () => {
    const holdings = [{ sku: 'A', locationId: 'main', quantity: 0, awaited: { units: 2, limit: 5 } }];
    const waiting = (awaited: number) => ({ orders: [orderItem({ holdings })], inventory: [stock({ awaited })] });
    expect(new History(holdsBacked).commit(waiting(2)).violations).toEqual([]);
    expect(new History(holdsBacked).commit(waiting(1)).violations).toHaveLength(1);
  });

  test('units that lie there while somebody waits for them are caught at rest', () => {
    const holdings = [{ sku: 'A', locationId: 'main', quantity: 0, awaited: { units: 2, limit: 5 } }];
    const at = (onHand: number) => ({ orders: [orderItem({ holdings })], inventory: [stock({ onHand, awaited: 2 })] });
    expect(new History(holdsBacked).commit(at(0)).quiet().violations).toEqual([]);
    expect(new History(holdsBacked).commit(at(1)).quiet().violations).toHaveLength(1);
  });

  test('what somebody in line holds is held', () => {
    const inLine = { pk: 'COMMAND#c#k', sk: 'COMMAND', holdings: [{ sku: 'A', locationId: 'main', quantity: 2 }] };
    const reserved = { inventory: [stock({ onHand: 5, reserved: 2 })] };
    const held = new History(holdsBacked).commit({ ...reserved, orders: [{ ...inLine, state: 'held' }] });
    held.commit({ orders: [{ ...inLine, state: 'placed', orderId: 'o1' }, orderItem()] });
    expect(held.violations).toEqual([]);
    const waiting = { ...reserved, orders: [{ ...inLine, state: 'waiting' }] };
    expect(new History(holdsBacked).commit(waiting).violations).toHaveLength(1);
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
