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

/** Whether a warm function refuses one unit at once, of which so many were left at each place when somebody heard "sold out". */
async function isRefused(...available: number[]): Promise<boolean> {
  const call = async () => ({});
  replaceWorld({ memory: new Map(), now: () => '2026-11-21T07:00:00.000Z', call } as unknown as World);
  const levels = available.map((units) => ({ sku: 'HOT', available: units }));
  rememberSoldOut([want], [...levels, { sku: 'OTHER', available: 9 }]);
  const commanded = { context: 'orders', command, run: startRun('c', 'c') };
  const refusal = await refuseAtOnce(commanded as never, [want]);
  return refusal?.status === 409;
}

test('what nobody can have is refused at once', async () => {
  expect(await isRefused(0, 0)).toBe(true);
});

test('what lies elsewhere, or waits for another channel, is not sold out for the next buyer', async () => {
  expect(await isRefused(0, 2)).toBe(false);
});
