import { localDate } from '../../../shared/kernel/time.ts';
import { offer, type Person, push, ship, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, orderIn, place } from '../../support/orders.ts';
import { sendJson, type TestPlatform, testPlatform } from '../../support/platform.ts';
import { unusedRightsOf } from '../../support/rights.ts';
import { tellOfSale } from '../../support/sale-of-nothing.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;
let paymentId: string;

const today = () => localDate(new Date().toISOString(), 'Asia/Shanghai');

async function promote(more: object) {
  const { body } = await staff.send('POST', '/v1/admin/promotions', {
    name: 'Ten off',
    kind: 'percent-off',
    effect: { percent: 10 },
    validFrom: '2020-01-01T00:00:00Z',
    validTo: '2090-01-01T00:00:00Z',
    ...more,
  });
  await staff.send('POST', `/v1/admin/promotions/${(body as { promotionId: string }).promotionId}/publish`);
}

async function deliver(orderId: string) {
  const trackingNumber = await ship(staff, orderId);
  await push(platform, {
    trackingNumber,
    status: 'DELIVERED',
    at: '2026-11-21T09:00:00.000Z',
    eventId: trackingNumber,
  });
}

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  [staff, buyer] = await Promise.all([signIn(platform, ['staff'], 's1'), signIn(platform, ['customer'], 'b1')]);
  await offer(staff, 'JOU-TEA', { stock: 50, price: 10_000, category: 'booked' });
  await promote({ scope: { categories: ['booked'] }, funders: [{ funder: 'brand-x', percent: 60 }] });
  const charges = await staff.send('PUT', '/v1/admin/charges', {
    tax: { prices: 'exclusive', rates: [{ percent: 13 }] },
    shipping: { tariffs: [{ fee: 1_000 }] },
  });
  expect(charges).toMatchObject({ status: 200, body: { version: 1 } });
  // 2 x 100.00, 10 % off, 10.00 shipping, 13 % on 190.00.
  const orders = [];
  for (const key of ['kept', 'cancelled', 'returned'])
    orders.push(orderIn(await place(buyer, `journal-${key}`, orderBody({ 'JOU-TEA': 2 }))));
  const [kept, cancelled, returned] = orders;
  expect(kept).toMatchObject({ total: 21_470, lines: [{ net: 18_000, shipping: 1_000, tax: 2_470 }] });
  paymentId = kept?.payment.paymentId ?? '';
  await buyer.send('POST', `/v1/orders/${cancelled?.orderId}/cancel`, {}, { 'idempotency-key': 'journal-cancel' });
  await deliver(returned?.orderId ?? '');
  await platform.idle();
  const wanted = { lines: [{ sku: 'JOU-TEA', quantity: 1 }], reason: 'any' };
  const key = { 'idempotency-key': 'journal-return' };
  const { body } = await buyer.send('POST', `/v1/orders/${returned?.orderId}/returns`, wanted, key);
  const lines = [{ sku: 'JOU-TEA', quantity: 1, condition: 'damaged' }];
  await staff.send('POST', `/v1/admin/returns/${(body as { returnId: string }).returnId}/receive`, { lines });
  await staff.send('POST', '/v1/admin/imports/orders', {
    source: 'elsewhere',
    externalId: 'journal-1',
    placedAt: '2010-12-01T08:26:00Z',
    currency: 'CNY',
    lines: [{ sku: 'JOU-TEA', quantity: 1, unitPrice: 700 }],
  });
  await platform.idle();
});
afterAll(() => platform.discard());

interface Journal {
  items: { what: string; orderId: string; lines: { debit?: number; credit?: number }[] }[];
  balances: { account: string; debit: number; credit: number; balance: number }[];
  nextCursor?: string;
}

const read = async (query: string) => {
  const { status, body } = await staff.send('GET', `/v1/admin/journal?${query}`);
  expect(status).toBe(200);
  return body as Journal;
};

test('given a day of trade, then its accounts say what was earned, given, owed and paid back', async () => {
  const { items, balances } = await read(`from=${today()}&to=${today()}&limit=100`);
  const whats = items.map(({ what }) => what).sort();
  expect(whats).toEqual(['cancellation', 'refund', 'refund', 'return', 'sale', 'sale', 'sale']);
  const sums = Object.fromEntries(balances.map(({ account, balance }) => [account, balance]));
  expect(sums).toEqual({
    // One order kept, half of another.
    'clearing:sandbox': 21_470 + 10_735,
    sales: -40_000,
    'returned-goods': 10_000,
    'discounts:brand-x': 1_800,
    'discounts:shop': 1_200,
    shipping: -1_500,
    tax: -(2_470 + 1_235),
    'refunds-payable': 0,
  });
  for (const { lines } of items) {
    const side = (name: 'debit' | 'credit') => lines.reduce((sum, line) => sum + (line[name] ?? 0), 0);
    expect(side('debit')).toBe(side('credit'));
  }
});

test('given many days, when they are read in pages, then each entry comes once; one account shows its own', async () => {
  const all: string[] = [];
  let cursor = '';
  do {
    const page = await read(`from=2026-01-01&to=${today()}&limit=3${cursor}`);
    all.push(...page.items.map(({ orderId, what }) => `${orderId} ${what}`));
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
  } while (cursor);
  expect(all).toHaveLength(7);
  const { items, balances } = await read(`from=2010-12-01&to=2010-12-31&account=clearing:elsewhere`);
  expect(items).toHaveLength(1);
  expect(balances).toEqual([{ account: 'clearing:elsewhere', debit: 700, credit: 0, balance: 700 }]);
  const { body } = await staff.send('GET', '/v1/admin/journal?from=2026-01-02&to=2026-01-01');
  expect(codeIn({ body } as never)).toBe('journal.bad-range');
});

const close = (date: string) => staff.send('POST', `/v1/admin/journal/closes/${date}`);

test('given books, provider and orders that agree, when the day is closed, however often, then there is no difference', async () => {
  for (const version of [1, 2]) {
    expect(await close(today())).toMatchObject({
      status: 200,
      body: {
        version,
        differences: 0,
        items: [],
        captures: { count: 3, amount: 64_410 },
        refunds: { count: 2, amount: 32_205 },
        provider: { captures: { count: 3, amount: 64_410 }, refunds: { count: 2, amount: 32_205 } },
      },
    });
  }
});

test('given money that only the provider knows of, when the day is closed, then it is named and the alarm hears of it', async () => {
  const money = { amount: 123, currency: 'CNY' };
  const url = `${platform.core.partners.url}/payments`;
  expect((await sendJson(`${url}/captures/pay_unknown`, 'PUT', { token: 'approve', ...money })).status).toBe(200);
  await sendJson(`${url}/refunds/refund_unknown`, 'PUT', { paymentId, ...money });
  const { body } = await close(today());
  expect(body).toMatchObject({ differences: 2 });
  const items = (body as { items: { id: string }[] }).items.sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(items).toEqual([
    { kind: 'missing-here', id: 'pay_unknown', there: 123 },
    { kind: 'missing-here', id: 'refund_unknown', there: 123 },
  ]);
  expect((await staff.send('GET', `/v1/admin/journal/closes/${today()}`)).body).toMatchObject({ differences: 2 });
});

test('given a day that nobody closed, or that has not begun, then it is said; the night closes yesterday', async () => {
  const yesterday = localDate(new Date(Date.now() - 86_400_000).toISOString(), 'Asia/Shanghai');
  expect(codeIn(await staff.send('GET', `/v1/admin/journal/closes/${yesterday}`))).toBe('journal.not-closed');
  expect(codeIn(await close('2090-01-01'))).toBe('journal.day-not-begun');
  tellOfSale(platform, new Date(Date.now() - 86_400_000).toISOString());
  await platform.idle();
  platform.fireSchedule('local-journal-close-days');
  await platform.idle();
  const reply = await staff.send('GET', `/v1/admin/journal/closes/${yesterday}`);
  expect(reply).toMatchObject({ status: 200, body: { date: yesterday, entries: 1, differences: 2, version: 1 } });
  const { items } = reply.body as { items: { kind: string }[] };
  expect(items.map(({ kind }) => kind)).toEqual(['missing-at-provider', 'order-disagrees']);
});

test('given all of that, then no function of the journal holds a right that nothing has needed', () => {
  expect(unusedRightsOf(platform, 'journal')).toEqual([]);
});
