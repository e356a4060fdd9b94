import { auditAfter, auditAndKeep } from '../../../functions/inventory/audit.ts';
import { listSku, skusAfter } from '../../../functions/inventory/audit-store.ts';
import { arrange, settingsOf } from '../../../functions/inventory/domain/arrange.ts';
import { gain, release } from '../../../functions/inventory/domain/movement.ts';
import type { Allotment } from '../../../functions/inventory/domain/stock.ts';
import { allot, holdStock, StockMoved, stockFrom, stockKeys } from '../../../functions/inventory/holds.ts';
import { moveStock } from '../../../functions/inventory/move-store.ts';
import { levelAt, rememberLocation, stockOf } from '../../../functions/inventory/store.ts';
import { batchGet } from '../../../shared/platform/batch-get.ts';
import { type Run, startRun } from '../../../shared/platform/run.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

let table: StoreTable;

beforeAll(async () => {
  table = await openContextTable('inventory');
});

afterAll(() => table.discard());

const run = () => startRun('c', 'r');
const at = (now: string): Run => ({ ...run(), now });

async function receive(sku: string, quantity: number, by: Run = run()) {
  const movement = gain(await levelAt(sku, 'main'), quantity);
  const arrived = moveStock(movement, { cause: 'received', reference: 'r' }, by);
  await commit([...arrived, rememberLocation(sku, 'main'), listSku(sku)]);
}

/** What a checkout does with the stock, as often as it has to look. */
async function buy(sku: string, quantity: number, channel: 'web' | 'live'): Promise<Allotment[] | undefined> {
  const wants = [{ sku, quantity, line: 0 }];
  const { allotments } = allot(wants, await stockFrom(await batchGet(stockKeys([sku])), [sku]), { channel });
  if (!allotments) return undefined;
  try {
    await commit(holdStock(allotments, wants, 'order', run()));
    return allotments;
  } catch (error) {
    if (error instanceof StockMoved) return buy(sku, quantity, channel);
    throw error;
  }
}

const bought = (all: (Allotment[] | undefined)[]) =>
  all.flatMap((allotments) => allotments ?? []).reduce((sum, { quantity }) => sum + quantity, 0);

const audit = (whole = true) => auditAfter(undefined, 100, { whole, now: run().now });

test('given 50 buyers for 20 units in two pools, when all buy at once, then each pool is sold to the last unit, and the books are right', async () => {
  await receive('RUSH', 20);
  const wishes = { pools: [{ pool: 'pool-live' as const, units: 8, lendsTo: [], floor: 0 }] };
  const arranged = arrange(await levelAt('RUSH', 'main'), wishes);
  const beside = { settings: settingsOf(wishes) };
  await commit(moveStock(arranged, { cause: 'arranged', reference: 's' }, run(), beside));
  const buyers = Array.from({ length: 50 }, (_, index) => buy('RUSH', 1, index % 5 === 0 ? 'live' : 'web'));
  const all = await Promise.all(buyers);
  const [live, web] = [0, 1].map((rest) => bought(all.filter((_, index) => Number(index % 5 !== 0) === rest)));
  // Ten of the live channel find eight in their pool, and two units of everybody's, unless the web was faster there.
  expect([(live ?? 0) >= 8, (live ?? 0) + (web ?? 0)]).toEqual([true, 20]);
  expect(await levelAt('RUSH', 'main')).toMatchObject({ onHand: 20, reserved: 20, available: 0, 'pool-live': 0 });
  expect(await audit()).toMatchObject({ differences: [], moving: [] });
});

test('given what is held, when it is given back twice, then the second time nothing happens', async () => {
  await receive('BACK', 3);
  const [allotment] = (await buy('BACK', 3, 'web')) ?? [];
  if (!allotment) throw new Error('nothing was held');
  const giveBack = () => commit(moveStock(release(allotment), { cause: 'released', reference: 'o' }, run()));
  await giveBack();
  await expect(giveBack()).rejects.toMatchObject({ code: 'request.conflict' });
  expect(await stockOf('BACK')).toMatchObject([{ reserved: 0, available: 3 }]);
});

test('given a long past, when it is audited, then its sum is kept, and the next audit reads only what came after', async () => {
  for (let times = 0; times < 200; times += 1) await receive('Z-LONG', 1, at('2026-01-01T00:00:00.000Z'));
  await receive('Z-LONG', 5);
  const { now } = run();
  expect(await auditAndKeep('Z', 100, now)).toMatchObject({ checked: 1, entries: 201, differences: [] });
  expect(await skusAfter('Z', 1)).toMatchObject([
    { sku: 'Z-LONG', checkpoint: { sums: { main: { movements: 200 } } } },
  ]);
  expect(await auditAndKeep('Z', 100, now)).toMatchObject({ entries: 1, differences: [] });
  expect(await auditAfter('Z', 100, { whole: true, now })).toMatchObject({ entries: 201, differences: [] });
});

test('given movements that do not add up, then there is no commit with them', () => {
  const movement = { sku: 'A', locationId: 'main', by: { onHand: 1 } };
  expect(() => moveStock(movement, { cause: 'received', reference: 'r' }, run())).toThrow('does not add up');
});
