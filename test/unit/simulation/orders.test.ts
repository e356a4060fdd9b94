import { holdsEnd } from '../../simulation/invariants/holds-end.ts';
import { legalLife } from '../../simulation/invariants/legal-life.ts';
import { oneIntentOneOrder } from '../../simulation/invariants/one-intent.ts';
import { orderDoc, orderItem, stepped } from './examples.ts';
import { History, START } from './hand-made.ts';

const MINUTE = 60_000;

describe('4 holds end', () => {
  const expiredAt = (at: string) => {
    const expired = stepped(orderDoc(), 'EXPIRED');
    return { ...expired, history: [...expired.history.slice(0, -1), { status: 'EXPIRED', at, actor: 'system' }] };
  };

  test('a hold that ends by its clock passes', () => {
    const history = new History(holdsEnd).commit({ orders: [orderItem()] }).after(16 * MINUTE);
    history.commit({ orders: [orderItem(expiredAt('2026-11-21T08:15:30.000Z'))] }).quiet();
    expect(history.violations).toEqual([]);
  });

  test('a hold that outlives its end is caught', () => {
    const history = new History(holdsEnd).commit({ orders: [orderItem()] });
    expect(history.after(17 * MINUTE).quiet().violations).toHaveLength(1);
  });

  test('a hold that ends too early is caught', () => {
    const history = new History(holdsEnd).commit({ orders: [orderItem()] });
    expect(history.commit({ orders: [orderItem(expiredAt('2026-11-21T08:14:59.000Z'))] }).violations).toHaveLength(1);
  });

  test('a note of work that nobody carries out is caught', () => {
    const note = { pk: 'ORDER#o1', sk: 'WORK#claim-0', due: new Date(START).toISOString(), holdings: [] };
    const history = new History(holdsEnd).commit({ orders: [note] });
    expect(history.after(2 * MINUTE).quiet().violations).toHaveLength(1);
  });
});

describe('6 one intent, one order', () => {
  const command = (key: string, expiresAt = START / 1000 + 7 * 86_400) => ({
    pk: `COMMAND#cust_1#${key}`,
    sk: 'COMMAND',
    expiresAt,
  });

  test('one order for one command passes', () => {
    const history = new History(oneIntentOneOrder).commit({ orders: [command('k1'), orderItem()] });
    expect(history.commit({ orders: [command('k2'), orderItem({ orderId: 'o2' })] }).violations).toEqual([]);
  });

  test('a second order of a command that was forgotten is caught', () => {
    const history = new History(oneIntentOneOrder).commit({ orders: [command('k1'), orderItem()] });
    history.commit({ orders: [{ ...command('k1'), gone: true }] });
    expect(history.commit({ orders: [command('k1'), orderItem({ orderId: 'o2' })] }).violations).toHaveLength(1);
  });

  test('an order without a command is caught, and a command that is soon forgotten', () => {
    expect(new History(oneIntentOneOrder).commit({ orders: [orderItem()] }).violations).toHaveLength(1);
    const soon = command('k1', START / 1000 + 3_600);
    expect(new History(oneIntentOneOrder).commit({ orders: [soon, orderItem()] }).violations).toHaveLength(1);
  });

  const asked = { key: 'k1', body: { lines: [1] }, status: 201, reply: { orderId: 'o1' } };

  test('the same answer again passes, whatever failed in between', () => {
    const history = new History(oneIntentOneOrder).reply({ ...asked, status: 503, reply: {} }).reply(asked);
    history.reply({ ...asked, status: 409, reply: { code: 'idempotency.in-flight' } }).reply(asked);
    history.reply({ ...asked, body: { lines: [2] }, status: 422, reply: { code: 'idempotency.key-reused' } });
    expect(history.violations).toEqual([]);
  });

  test('another answer is caught, and an answer to another request', () => {
    const other = { ...asked, reply: { orderId: 'o2' } };
    expect(new History(oneIntentOneOrder).reply(asked).reply(other).violations).toHaveLength(1);
    const reused = { ...asked, body: { lines: [2] } };
    expect(new History(oneIntentOneOrder).reply(asked).reply(reused).violations).toHaveLength(1);
  });
});

describe('7 legal life', () => {
  const life = () => new History(legalLife).commit({ orders: [orderItem()] });

  test('the way to the end passes', () => {
    let order = orderDoc();
    const history = life();
    const shipments = [{ deliveryId: 'd1', lines: order.holdings }];
    for (const steps of [['CHARGING'], ['PAID'], ['SHIPPED'], ['DELIVERED', 'COMPLETED']]) {
      order = { ...stepped(order, ...steps), ...(steps.includes('SHIPPED') ? { shipments } : {}) };
      history.commit({ orders: [orderItem(order)] });
    }
    history.commit({ orders: [orderItem({ ...order, version: order.version + 1, refundTotal: 100 })] });
    expect(history.violations).toEqual([]);
  });

  test.each([
    ['a forbidden step', stepped(orderDoc(), 'SHIPPED')],
    ['a version that is skipped', { ...stepped(orderDoc(), 'CHARGING'), version: 3 }],
    ['a version that stays', orderDoc()],
    ['a history that is written over', { ...orderDoc({ status: 'CHARGING' }), version: 2 }],
    ['a status without its step', { ...orderDoc(), version: 2, status: 'PAID' }],
    ['an end that is left', stepped(orderDoc(), 'CANCELLED', 'PAID')],
    ['an order that is revived by nobody who paid', stepped(orderDoc(), 'EXPIRED', 'PAID')],
    ['an order that left while its goods are there', stepped(orderDoc(), 'CHARGING', 'PAID', 'SHIPPED')],
  ])('%s is caught', (_, order) => {
    expect(life().commit({ orders: [orderItem(order)] }).violations).toHaveLength(1);
  });

  test('late money may find its goods again', () => {
    const expired = stepped(orderDoc(), 'EXPIRED');
    const history = [...expired.history, { status: 'PAID', at: expired.placedAt, actor: 'payment sandbox' }];
    const revived = { ...expired, status: 'PAID', version: expired.version + 1, history };
    expect(life().commit({ orders: [orderItem(revived)] }).violations).toEqual([]);
  });

  test('an order that vanishes is caught, and one that is listed elsewhere', () => {
    expect(life().commit({ orders: [{ ...orderItem(), gone: true }] }).violations).toHaveLength(1);
    const hidden = { ...orderItem(stepped(orderDoc(), 'CHARGING')), gsi1pk: 'STATUS#RESERVED' };
    expect(life().commit({ orders: [hidden] }).violations).toHaveLength(1);
  });
});
