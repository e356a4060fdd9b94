import type { StockLevel } from '../../../functions/inventory/holds.ts';
import { refuseAtOnce, rememberSoldOut } from '../../../functions/orders/hot-reading.ts';
import { log } from '../../../shared/platform/log.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { replaceWorld, type World } from '../../../shared/platform/world.ts';

const want = { sku: 'HOT', quantity: 1, line: 0 };
const command = { customerId: 'ann', route: 'placeOrder', key: 'k', bodyHash: 'h' };

beforeAll(() => {
  Object.assign(process.env, { STAGE: 'local' });
  log.setLogLevel('SILENT');
});
afterEach(() => replaceWorld());

const levelOf = (level: Partial<StockLevel>): StockLevel => ({
  sku: 'HOT',
  locationId: 'main',
  onHand: 0,
  reserved: 0,
  available: 0,
  ...level,
});

/** Whether a warm function refuses one unit at once, of which so many were left at each place when somebody heard "sold out". */
async function isRefused(...available: (number | Partial<StockLevel>)[]): Promise<boolean> {
  const call = async () => ({});
  replaceWorld({ memory: new Map(), now: () => '2026-11-21T07:00:00.000Z', call } as unknown as World);
  const levels = available.map((units) => levelOf(typeof units === 'number' ? { available: units } : units));
  rememberSoldOut([want], [...levels, levelOf({ sku: 'OTHER', available: 9 })]);
  const commanded = { context: 'orders', command, run: startRun('c', 'c') };
  const refusal = await refuseAtOnce(commanded as never, [want]);
  return refusal?.status === 409;
}

test.each([
  ['kept for another channel', { 'pool-live': 1 }],
  ['not there yet, and may be ordered all the same', { backorderLimit: 2, awaited: 1 }],
])('what is %s is not sold out for the next buyer', async (_, level) => {
  expect(await isRefused(0, level)).toBe(false);
});

test('what as many wait for as may is sold out', async () => {
  expect(await isRefused({ available: -1, backorderLimit: 2, awaited: 2 })).toBe(true);
});

test('what nobody can have is refused at once', async () => {
  expect(await isRefused(0, 0)).toBe(true);
});

test('what lies elsewhere, or waits for another channel, is not sold out for the next buyer', async () => {
  expect(await isRefused(0, 2)).toBe(false);
});
