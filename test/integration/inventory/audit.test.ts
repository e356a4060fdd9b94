import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
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

afterAll(() => rmSync(platform.dataDir, { recursive: true, force: true }));

/** Changes a number as no function of ours would. */
const tamper = (by: string) =>
  platform.core.engine.link.call('UpdateItem', {
    TableName: 'local-inventory',
    Key: { pk: { S: 'STOCK#WRONG' }, sk: { S: 'AT#main' } },
    UpdateExpression: 'ADD onHand :by',
    ExpressionAttributeValues: { ':by': { N: by } },
  });

/** `npm run audit` with arguments: what it ends with and its lines. */
async function script(...args: string[]) {
  const { ONESHELF_TOKEN: _token, ...env } = process.env;
  const child = spawn(process.execPath, ['scripts/audit.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, lines: out.trim().split('\n') };
}

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
  const { code, lines } = await script('--url', platform.url);
  expect([code, lines]).toEqual([
    1,
    ['WRONG at main: onHand stands at 7, the ledger says 5', '2 SKUs, 2 movements added up: 1 differences'],
  ]);
  await tamper('-2');
  expect(await auditOf(staff)).toMatchObject({ differences: [] });
});

test('given a platform that works and one that is stopped, when the script is given its state, then it keeps away from the one and audits the other', async () => {
  expect((await script('--data-dir', platform.dataDir)).code).toBe(2);
  await platform.stop();
  expect(await script('--data-dir', platform.dataDir)).toEqual({
    code: 0,
    lines: ['2 SKUs, 2 movements added up: 0 differences'],
  });
});
