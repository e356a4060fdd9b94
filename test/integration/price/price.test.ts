import { countOrders, type OrderCounts } from '../../../bench/counting/count-orders.ts';
import { grownBeyond } from '../../../bench/price/growth.ts';
import { usageOf } from '../../../bench/price/usage.ts';
import { pricedOrders, readBaseline, readPrices } from '../../../bench/price.ts';

let counts: OrderCounts;

beforeAll(async () => {
  counts = await countOrders(process.env.ONESHELF_TEST_ASSEMBLY ?? '', 5);
});

const total = (part: Record<string, number>) => Object.values(part).reduce((sum, count) => sum + count, 0);

const callsOf = (functionName: string) =>
  total(Object.fromEntries(Object.entries(counts.calls).filter(([call]) => call.startsWith(`${functionName} `))));

describe('given paid orders of two lines with one promotion', () => {
  test('then an order takes no more than 5 % over bench/price-baseline.json of anything that AWS charges for', () => {
    const usage = usageOf(counts, readPrices().assumptions, pricedOrders);
    const baseline = readBaseline();
    // More is sometimes right: then `npm run bench -- price --set-baseline` says so in the same commit.
    expect(baseline && grownBeyond(baseline, usage)).toEqual([]);
  });

  test('then the checkout itself calls DynamoDB three times at most, and AWS nothing else', () => {
    expect(callsOf('local-orders-place-order') / counts.orders).toBeLessThanOrEqual(3);
  });

  test('then each order is told twice, placed and paid, and every message that follows is counted', () => {
    expect([counts.events['OrderPlaced.v1'], counts.events['OrderPaid.v1']]).toEqual([5, 5]);
    expect(total(counts.messages)).toBeGreaterThan(0);
    expect(counts.invocations['local-identity-authorizer']).toBe(5);
  });
});
