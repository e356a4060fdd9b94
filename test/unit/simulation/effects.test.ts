import { cleanTraces } from '../../simulation/invariants/clean-traces.ts';
import { effectsCounted } from '../../simulation/invariants/effects-counted.ts';
import { effectsOnce } from '../../simulation/invariants/effects-once.ts';
import { jobsOnce } from '../../simulation/invariants/jobs-once.ts';
import { nothingLost } from '../../simulation/invariants/nothing-lost.ts';
import { toldFigures } from '../../simulation/invariants/told-figures.ts';
import { orderDoc, orderItem, payment, stepped } from './examples.ts';
import { History, type Put, START } from './hand-made.ts';

const outbox = (id: string, detailType: string): Put => ({
  pk: `OUTBOX#${id}`,
  sk: 'OUTBOX',
  detailType,
  detail: JSON.stringify({ id, data: { orderId: 'o1' } }),
});
const busEvent = (id: string, detail: Record<string, unknown> = {}) => ({
  at: START,
  source: 'oneshelf.orders',
  detailType: 'OrderPlaced.v1',
  detail: { id, ...detail },
});
const seen = (who: string, id: string): Put => ({ pk: `SEEN#${who}#${id}`, sk: 'SEEN' });

describe('17 outbox complete, effects once', () => {
  const placed = { orders: [orderItem(), outbox('e1', 'OrderPlaced.v1')] };
  const sent = { published: [busEvent('e1')] };

  test('a change with its event that everyone applied once passes', () => {
    const history = new History(effectsOnce, sent).commit(placed).commit({ insights: [seen('record-sales', 'e1')] });
    expect(history.quiet().violations).toEqual([]);
  });

  test('a change without its event is caught, and an event without its change', () => {
    expect(new History(effectsOnce).commit({ orders: [orderItem()] }).violations).toHaveLength(1);
    expect(new History(effectsOnce).commit({ orders: [outbox('e1', 'OrderPlaced.v1')] }).violations).toHaveLength(1);
  });

  test('each step asks for its own event', () => {
    const history = new History(effectsOnce).commit(placed);
    const paid = orderItem(stepped(orderDoc(), 'CHARGING', 'PAID'));
    expect(history.commit({ orders: [paid, outbox('e2', 'OrderPaid.v1')] }).violations).toEqual([]);
    const shipped = orderItem(stepped(orderDoc({ status: 'PAID' }), 'SHIPPED'));
    expect(history.commit({ orders: [shipped, outbox('e3', 'OrderPaid.v1')] }).violations).toHaveLength(1);
  });

  test('an event that is not sent, not applied, or invented is caught', () => {
    const unsent = new History(effectsOnce).commit(placed).commit({ insights: [seen('record-sales', 'e1')] });
    expect(unsent.quiet().violations).toHaveLength(1);
    expect(new History(effectsOnce, sent).commit(placed).quiet().violations).toHaveLength(1);
    expect(new History(effectsOnce, sent).quiet().violations).toHaveLength(1);
  });

  test('an event that is applied twice is caught', () => {
    const twice = new History(effectsOnce).commit({ insights: [seen('record-sales', 'e1')] });
    twice.commit({ insights: [{ ...seen('record-sales', 'e1'), gone: true }] });
    expect(twice.commit({ insights: [seen('record-sales', 'e1')] }).violations).toHaveLength(1);
  });
});

describe('17 figures that are told', () => {
  const paid = orderItem(stepped(orderDoc(), 'CHARGING', 'PAID'));
  const day = { pk: 'SALES#2026', sk: '2026-11-21#web', channel: 'web', refunds: 0 };
  const sales = { ...day, orders: 1, units: 2, gross: 200, discounts: 0 };
  const learnt = { pk: 'SKU#A', sk: 'KNOWLEDGE', sku: 'A', baskets: 1 };
  const known = { pk: 'CUSTOMER#cust_1', sk: 'KNOWLEDGE', customerId: 'cust_1', baskets: 1 };
  const review = { pk: 'PRODUCT#A', sk: 'REVIEW#r1', rating: 4 };
  const stars = { pk: 'PRODUCT#A', sk: 'SUMMARY', stars4: 1 };
  const told = { orders: [paid], insights: [sales], recommendations: [learnt, known], feedback: [review, stars] };

  test('what is told as it happened passes', () => {
    expect(new History(toldFigures).commit(told).quiet().violations).toEqual([]);
  });

  test.each([
    ['a sale that is counted twice', { insights: [{ ...sales, orders: 2, units: 4, gross: 400 }] }],
    ['a refund that nobody got', { insights: [{ ...sales, refunds: 5 }] }],
    ['a basket that is not learnt', { recommendations: [known] }],
    ['a basket of a customer that is learnt twice', { recommendations: [learnt, { ...known, baskets: 2 }] }],
    ['stars that nobody gave', { feedback: [review, { ...stars, stars5: 1 }] }],
  ])('%s is caught', (_, more) => {
    expect(new History(toldFigures).commit({ ...told, ...more }).quiet().violations).toHaveLength(1);
  });
});

test('17 a promotion began when it was published first', () => {
  const published = ['2026-11-21T08:00:00.000Z', '2026-11-21T09:00:00.000Z'].map((occurredAt, n) => ({
    ...busEvent(`p${n}`, { occurredAt, data: { promotionId: 'p' } }),
    detailType: 'PromotionPublished.v1',
  }));
  const began = (at: string) => ({ effects: [{ pk: 'BEGAN#p', sk: 'BEGAN', at }] });
  const says = (at: string) => new History(effectsCounted, { published }).commit(began(at)).quiet().violations;
  expect(says('2026-11-21T08:00:00.000Z')).toEqual([]);
  expect(says('2026-11-21T09:00:00.000Z')).toHaveLength(1);
});

describe('19 jobs once', () => {
  const run = { id: 1, function: 'greet', source: 'functions/campaigns/send-birthday-greetings.ts' };
  const ran = { invocations: [{ ...run, at: START + 3_600_000, outcome: 'returned' as const }] };
  const profile: Put = {
    pk: 'CUSTOMER#c1',
    sk: 'PROFILE',
    customerId: 'c1',
    birthday: '1990-11-21',
    consents: { marketing: { granted: true } },
  };
  const window = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' };
  const campaign: Put = { pk: 'CAMPAIGN#k', sk: 'CAMPAIGN', campaignId: 'k', enabled: true, ...window };
  const message: Put = {
    ...{ pk: 'CUSTOMER#c1', sk: 'MESSAGE#k#2026', campaignId: 'k', customerId: 'c1', occurrence: '2026-11-21' },
  };
  const shop = () => new History(jobsOnce, ran).commit({ customers: [profile], campaigns: [campaign] });

  test('one greeting for who celebrates passes', () => {
    expect(
      shop()
        .commit({ campaigns: [message] })
        .quiet().violations,
    ).toEqual([]);
  });

  test('no greeting is caught', () => {
    expect(shop().quiet().violations).toHaveLength(1);
  });

  test('two greetings are caught, and one without consent', () => {
    const twice = shop()
      .commit({ campaigns: [message] })
      .commit({ campaigns: [{ ...message, gone: true }] });
    expect(twice.commit({ campaigns: [message] }).violations).toHaveLength(1);
    const silent = { ...profile, consents: { marketing: { granted: false } } };
    expect(
      shop()
        .commit({ customers: [silent] })
        .commit({ campaigns: [message] }).violations,
    ).toHaveLength(1);
  });
});

describe('20 nothing lost, nothing stuck', () => {
  const queue = (isDeadLetter: boolean, ...bodies: string[]) => ({
    queues: () => [{ name: 'q', isDeadLetter, messages: bodies.map((body) => ({ id: body, body, receiveCount: 1 })) }],
  });
  const poison = { poison: new Set(['bad']) };

  test('empty queues, planted messages parked and orders at rest pass', () => {
    const history = new History(nothingLost, { ...poison, ...queue(true, 'bad') });
    history.commit({ orders: [orderItem()], payments: [payment({ status: 'captured' })] });
    expect(history.reply({ status: 201, reply: { orderId: 'o1' } }).quiet().violations).toEqual([]);
  });

  test.each([
    ['a message that waits', queue(false, 'm1')],
    ['a message that was given up', queue(true, 'm1')],
    ['a planted message that vanished', poison],
    ['a client without an answer', { waiting: () => ['buyer-1'] }],
  ])('%s is caught', (_, more) => {
    expect(new History(nothingLost, more).quiet().violations).toHaveLength(1);
  });

  test('what is in doubt for ever is caught, and an order that was promised and is not there', () => {
    const charging = { orders: [orderItem({ status: 'CHARGING' })], payments: [payment({ status: 'refunding' })] };
    expect(new History(nothingLost).commit(charging).quiet().violations).toHaveLength(2);
    expect(new History(nothingLost).reply({ status: 201, reply: { orderId: 'o9' } }).quiet().violations).toHaveLength(
      1,
    );
  });
});

describe('logs and events', () => {
  test('ids pass', () => {
    const logs = ['{"orderId":"order_01JD0000000000000000000001","at":"2026-11-21T08:00:00.000Z","ms":1763712000000}'];
    expect(new History(cleanTraces, { logs, published: [busEvent('e1')] }).quiet().violations).toEqual([]);
  });

  test.each([
    ['a token', '{"token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjdXN0XzEifQ.sig"}'],
    ['a header', '{"authorization":"Bearer abcdefghijkl"}'],
    ['a secret', '{"key":"whsec_abc"}'],
    ['a phone number', '{"phone":"13812345678"}'],
    ['an address', '{"address":{"city":"x"}}'],
  ])('%s in a log is caught', (_, text) => {
    expect(new History(cleanTraces, { logs: [text] }).quiet().violations).toHaveLength(1);
  });

  test('a phone number in an event is caught', () => {
    const published = [busEvent('e1', { phone: '+8613812345678' })];
    expect(new History(cleanTraces, { published }).quiet().violations).toHaveLength(1);
  });
});
