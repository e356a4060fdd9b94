import { dispatch } from '../../../functions/inventory/domain/transfer.ts';
import { moveStock } from '../../../functions/inventory/move-store.ts';
import { type Operation, onceByReference, recordOperation } from '../../../functions/inventory/operation-store.ts';
import { levelAt } from '../../../functions/inventory/store.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

let table: StoreTable;

beforeAll(async () => {
  table = await openContextTable('inventory');
});

afterAll(() => table.discard());

const wish = (reference: string, quantity: number): Operation => ({
  kind: 'TRANSFER',
  reference,
  sku: 'TEA',
  locationId: 'main',
  asked: { to: 'store', quantity },
});

/** What came in between the look for a reference and the look at the shelf: the shelf has nothing of it left. */
async function dispatchFromEmptied(operation: Operation) {
  const leaving = dispatch(await levelAt('TEA', 'main'), 6);
  await commit([
    recordOperation(operation, {}),
    ...moveStock(leaving, { cause: 'dispatched', reference: 'r' }, startRun('c', 'r')),
  ]);
  return {};
}

describe('given a request that is sent twice at once', () => {
  test("when the first has emptied the shelf before the second looks at it, then the second gets the first one's reply", async () => {
    const operation = wish('twice', 6);
    const second = onceByReference(operation, async () => {
      await commit([recordOperation(operation, { transferId: 'first' })]);
      return dispatchFromEmptied(operation);
    });
    expect(await second).toMatchObject({ status: 201, body: { transferId: 'first' } });
  });

  test('when the first one asked for something else, then the reference is taken', async () => {
    const second = onceByReference(wish('other', 6), async () => {
      await commit([recordOperation(wish('other', 5), {})]);
      return dispatchFromEmptied(wish('other', 6));
    });
    await expect(second).rejects.toMatchObject({ code: 'inventory.reference-reused' });
  });

  test('when there is no first, then the refusal stands', async () => {
    const operation = wish('alone', 6);
    await expect(onceByReference(operation, () => dispatchFromEmptied(operation))).rejects.toMatchObject({
      code: 'inventory.not-that-many',
    });
  });
});
