import { rmSync } from 'node:fs';
import { readEventArchive } from '../../../local/event-archive.ts';
import { redriveLocally } from '../../../scripts/redrive/local.ts';
import { buy, offer, signIn } from '../../support/buyer.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';
import { assemblyWithout } from '../../support/without-rights.ts';

const assemblyDir = process.env.ONESHELF_TEST_ASSEMBLY ?? '';
const SALES = 'local-insights-record-sales';
const RELAY = 'local-orders-relay-outbox';

const waiting = (platform: TestPlatform, name: string): number =>
  platform.core.queues.get(name, 'test').counts().visible;

/** The queues that functions are fed from. */
const workQueues = ({ core }: TestPlatform) =>
  core.blueprint.mappings.flatMap((spec) => (spec.kind === 'queue' ? [spec] : []));

describe('given a message that no consumer can make anything of', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform({ assemblyDir });
  });
  afterAll(() => platform.discard());

  test('when it lies in any queue, then it is tried exactly as often as the template says, and parked', async () => {
    const { queues, functions } = platform.core;
    const before = new Map(
      workQueues(platform).map(({ functionName }) => [
        functionName,
        functions.get(functionName, 'test').figures.invocations,
      ]),
    );
    for (const { queue } of workQueues(platform)) queues.get(queue, 'test').send([{ body: '{"no":"event"}' }]);
    const allParked = () => workQueues(platform).every(({ queue }) => waiting(platform, `${queue}-dlq`) === 1);
    await eventually(allParked, 1_500);
    await platform.idle();
    expect(workQueues(platform).length).toBeGreaterThan(3);
    for (const { queue, functionName } of workQueues(platform)) {
      const tries = functions.get(functionName, 'test').figures.invocations - (before.get(functionName) ?? 0);
      expect([queue, tries]).toEqual([queue, queues.get(queue, 'test').settings.redrive?.maxReceives]);
    }
  });

  test('when healthy messages come with it, then none of them is parked', async () => {
    const staff = await signIn(platform, ['admin']);
    await offer(staff, 'HEALTHY', { stock: 100 });
    const parked = waiting(platform, `${SALES}-dlq`);
    const buyer = await signIn(platform, ['customer']);
    for (let order = 0; order < 20; order += 1) {
      if (order % 10 === 0) platform.core.queues.get(SALES, 'test').send([{ body: 'not even JSON' }]);
      await buy(buyer, ['HEALTHY']);
    }
    await eventually(() => waiting(platform, `${SALES}-dlq`) === parked + 2, 1_500);
    await platform.idle();
    const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
    const { body } = await staff.send('GET', `/v1/admin/insights/daily-sales?from=${day(-1)}&to=${day(1)}`);
    const orders = (body as { items: { orders: number }[] }).items.reduce((sum, item) => sum + item.orders, 0);
    expect([orders, waiting(platform, `${SALES}-dlq`)]).toEqual([20, parked + 2]);
  });

  test('when what a function parked of its stream is redriven, then it works on each again; what it still cannot read is parked again', async () => {
    const facts = { source: { S: 'oneshelf.orders' }, detailType: { S: 'Mended.v1' } };
    const parked = (detail: string) => ({
      eventName: 'INSERT',
      dynamodb: {
        SequenceNumber: '1',
        NewImage: { pk: { S: 'OUTBOX#1' }, _et: { S: 'Outbox' }, ...facts, detail: { S: detail } },
      },
    });
    const givenUp = { requestContext: { condition: 'MaximumRecordAgeExceeded' }, DDBStreamBatchInfo: {} };
    const bodies = [{ record: parked('{"id":"mended"}') }, { record: parked('no JSON') }, givenUp];
    platform.core.queues.get(`${RELAY}-dlq`, 'test').send(bodies.map((body) => ({ body: JSON.stringify(body) })));
    expect(await redriveLocally(RELAY, platform.url)).toEqual({ moved: 2, back: 2 });
    const published = readEventArchive(platform.dataDir).filter((line) => line.includes('Mended.v1'));
    expect(published.map((line) => line.includes('"mended"'))).toEqual([true]);
  });
});

test('given messages that died of a missing right, when the right is given and they are redriven, then all end well', async () => {
  const right = { context: 'insights', name: 'record-sales', sid: 'OwnTable', action: 'dynamodb:UpdateItem' };
  const denied = assemblyWithout(assemblyDir, [right]);
  const broken = await testPlatform({ assemblyDir: denied });
  const { dataDir } = broken;
  await offer(await signIn(broken, ['admin']), 'MENDED', { stock: 10 });
  const buyer = await signIn(broken, ['customer']);
  for (let order = 0; order < 3; order += 1) await buy(buyer, ['MENDED']);
  await eventually(() => waiting(broken, `${SALES}-dlq`) > 0, 1_500);
  await broken.idle();
  const dead = waiting(broken, `${SALES}-dlq`);
  await broken.stop();

  const mended = await testPlatform({ assemblyDir, dataDir });
  try {
    expect(await redriveLocally(SALES, mended.url)).toEqual({ moved: dead, back: 0 });
    const staff = await signIn(mended, ['staff']);
    const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
    const { body } = await staff.send('GET', `/v1/admin/insights/daily-sales?from=${day(-1)}&to=${day(1)}`);
    expect((body as { items: { orders: number }[] }).items.reduce((sum, item) => sum + item.orders, 0)).toBe(3);
    await expect(redriveLocally('local-no-such-queue', mended.url)).rejects.toThrow('no queue of that name');
  } finally {
    await mended.discard();
    rmSync(denied, { recursive: true });
  }
});

test('given a schedule whose function failed, when its dead letters are redriven, then the function is called again', async () => {
  const right = { context: 'orders', name: 'expire-reservations', sid: 'OwnTableQuery', action: 'dynamodb:Query' };
  const denied = assemblyWithout(assemblyDir, [right]);
  const broken = await testPlatform({ assemblyDir: denied });
  const EXPIRY = 'local-orders-expire-reservations';
  broken.fireSchedule(EXPIRY);
  await eventually(() => waiting(broken, `${EXPIRY}-dlq`) > 0, 1_500);
  await broken.stop();

  const mended = await testPlatform({ assemblyDir, dataDir: broken.dataDir });
  try {
    expect(await redriveLocally(EXPIRY, mended.url)).toEqual({ moved: 1, back: 0 });
    await mended.idle();
    const { invocations, errors } = mended.core.functions.get(EXPIRY, 'test').figures;
    expect([invocations > 0, errors]).toEqual([true, 0]);
  } finally {
    await mended.discard();
    rmSync(denied, { recursive: true });
  }
});
