import type { OrderCounts } from '../../../bench/counting/count-orders.ts';
import { billsOf, type Price, type PriceTable } from '../../../bench/price/bill.ts';
import { grownBeyond } from '../../../bench/price/growth.ts';
import { type Item, usageOf } from '../../../bench/price/usage.ts';
import { readBaseline, readPrices } from '../../../bench/price.ts';

const COUNTS: OrderCounts = {
  orders: 2,
  calls: { 'buy DynamoDB.TransactWriteItems': 4, 'relay AWSEvents.PutEvents': 2 },
  invocations: { buy: 2, relay: 2 },
  readUnits: { orders: 6 },
  writeUnits: { orders: 20, payments: 4 },
  events: { OrderPlaced: 2 },
  messages: { learn: 2 },
  logBytes: { buy: 400 },
  polledQueues: 1,
  scheduledRuns: {},
};

const ASSUMPTIONS = {
  memoryMb: 512,
  billedMsPerInvocation: 10,
  billedMsPerAwsCall: 5,
  sqsRequestsPerMessage: 3,
  platformLogBytesPerInvocation: 100,
  idlePollsPerQueueAndMonth: 1,
};

const usage = usageOf(COUNTS, ASSUMPTIONS, 1_000);

describe('what 1,000 orders use', () => {
  test('given two counted orders, then each count is scaled and time is what the assumptions say', () => {
    expect(usage).toEqual({
      lambdaRequests: 2_000,
      // 2,000 invocations of 10 ms and 3,000 calls of 5 ms, in half a gigabyte.
      lambdaGbSeconds: 17.5,
      httpApiRequests: 1_000,
      dynamodbWriteUnits: 12_000,
      dynamodbReadUnits: 3_000,
      customEvents: 1_000,
      sqsRequests: 3_000,
      logGb: 0.0004,
    });
  });
});

describe('the bill', () => {
  const table = readPrices();
  const free: Price = { price: 0, per: 1, source: 'none', grade: 'page' };
  const tableWith = (writes: number | null): PriceTable => {
    const prices = Object.fromEntries(Object.keys(usage).map((item) => [item, free])) as Record<Item, Price>;
    prices.dynamodbWriteUnits = { ...free, price: writes, per: 1_000_000 };
    return { ...table, regions: { here: { currency: 'USD', prices } } };
  };

  test('given a price for a million, then the amount is charged in proportion', () => {
    const [bill] = billsOf(usage, tableWith(2));
    expect([bill?.total, bill?.isComplete]).toEqual([0.024, true]);
  });

  test('given a price that nobody found, then its line has no cost and the bill says that it is not complete', () => {
    const [bill] = billsOf(usage, tableWith(null));
    expect(bill?.lines.find(({ item }) => item === 'dynamodbWriteUnits')?.cost).toBeNull();
    expect([bill?.total, bill?.isComplete]).toEqual([0, false]);
  });

  test('every price of the table has a page, a known grade, and is there unless its grade is unknown', () => {
    const prices = Object.values(table.regions).flatMap((region) => Object.values(region.prices));
    expect(prices.every(({ source, grade }) => source !== '' && Object.hasOwn(table.grades, grade))).toBe(true);
    expect(prices.every(({ price, grade }) => (price === null) === (grade === 'unknown'))).toBe(true);
  });

  test('every region prices every item of a usage', () => {
    const items = Object.keys(usage).sort();
    expect(Object.values(table.regions).map(({ prices }) => Object.keys(prices).sort())).toEqual([items, items]);
  });
});

describe('growth over the baseline', () => {
  test('given the same usage or 5 % more, then nothing grew', () => {
    expect(grownBeyond(usage, usage)).toEqual([]);
    expect(grownBeyond(usage, { ...usage, dynamodbWriteUnits: 12_600 })).toEqual([]);
  });

  test('given more than 5 %, then the item is named with both amounts', () => {
    expect(grownBeyond(usage, { ...usage, dynamodbWriteUnits: 12_601 })).toEqual([
      { item: 'dynamodbWriteUnits', before: 12_000, now: 12_601 },
    ]);
  });

  test('given that an item appears that was not used, then it grew', () => {
    expect(grownBeyond({ ...usage, sqsRequests: 0 }, usage).map(({ item }) => item)).toEqual(['sqsRequests']);
  });

  test('the baseline of the repository names every item', () => {
    expect(Object.keys(readBaseline() ?? {}).sort()).toEqual(Object.keys(usage).sort());
  });
});
