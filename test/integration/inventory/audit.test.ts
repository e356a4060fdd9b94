import { offer, type Person, signIn } from '../../support/buyer.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';
import { auditOf, eventsOf } from '../../support/stock.ts';

let platform: TestPlatform;
let staff: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  platform.core.scheduler.stop();
  staff = await signIn(platform, ['admin']);
  for (const sku of ['RIGHT', 'WRONG']) await offer(staff, sku, { stock: 5 });
});

afterAll(() => platform.discard());

/** Changes a number as no function of ours would. */
const tamper = (by: string) =>
  platform.core.engine.link.call('UpdateItem', {
    TableName: 'local-inventory',
    Key: { pk: { S: 'STOCK#WRONG' }, sk: { S: 'AT#main' } },
    UpdateExpression: 'ADD onHand :by',
    ExpressionAttributeValues: { ':by': { N: by } },
  });

async function auditNow() {
  platform.fireSchedule('local-inventory-audit-stock');
  await platform.idle();
}

const told = () => eventsOf(platform, 'StockAstray', 'WRONG');

test('given a number that the ledger does not know of, when it is audited, then it is named, told once, and not any more when it is right', async () => {
  await tamper('2');
  const difference = { sku: 'WRONG', locationId: 'main', counter: 'onHand', stands: 7, recomputed: 5 };
  expect(await auditOf(staff)).toEqual({ checked: 2, moving: [], differences: [difference] });
  await eventually(async () => {
    await auditNow();
    return told().length > 0;
  });
  await auditNow();
  expect(told()).toEqual([difference]);
  await tamper('-2');
  expect(await auditOf(staff)).toMatchObject({ differences: [] });
});
