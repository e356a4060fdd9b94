import { fixtureAssembly } from '../../support/fixture-assembly.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

type Scan = { Items: { pk: { S: string } }[] };

describe('given the platform on the fixture app', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform({ assemblyDir: await fixtureAssembly() });
  });
  afterAll(() => platform.discard());

  const seen = async (): Promise<string[]> => {
    const { Items } = await platform.core.engine.link.call<Scan>('Scan', { TableName: 'fixture-seen' });
    return Items.map((item) => item.pk.S).sort();
  };
  const waiting = (name: string): number => platform.core.queues.get(name, 'test').counts().visible;

  test('when items are written, then stream, function, bus, queue and function bring each of them through', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `item-${String(index).padStart(2, '0')}`);
    await Promise.all(ids.map((id) => platform.send('POST', '/v1/items', { id })));
    await platform.idle();
    expect(await seen()).toEqual(ids);
    expect(platform.core.bus.recent(500).map(({ rules }) => rules)).toContainEqual(['fixture-written']);
  });

  test('when a write changed nothing, then no event follows', async () => {
    await platform.send('POST', '/v1/items', { id: 'same' });
    await platform.idle();
    const before = platform.core.bus.recent(500).length;
    await platform.send('POST', '/v1/items', { id: 'same' });
    await platform.idle();
    expect(platform.core.bus.recent(500)).toHaveLength(before);
  });

  test('when a message is poison, then it is tried exactly three times, parked, and redriven', async () => {
    const calls = () => platform.core.functions.get('fixture-consume', 'test').figures.invocations;
    const before = calls();
    await platform.send('POST', '/v1/items', { id: 'poison' });
    await eventually(() => waiting('fixture-work-dlq') === 1);
    await platform.idle();
    expect(calls() - before).toBe(3);
    expect(platform.core.queues.redrive('fixture-work-dlq')).toBe(1);
    await eventually(() => waiting('fixture-work-dlq') === 1);
    await platform.idle();
    expect(calls() - before).toBe(6);
  });

  test('when a schedule fires, then its function runs', async () => {
    platform.fireSchedule('fixture-wake');
    await platform.idle();
    expect(await seen()).toContain('woken');
  });

  test('when a scheduled function fails, then its input goes to the dead-letter queue', async () => {
    platform.fireSchedule('fixture-fail');
    await platform.idle();
    expect(waiting('fixture-schedule-dlq')).toBe(1);
  });

  test('when the console asks, then it sees functions, queues, schedules and events', async () => {
    const { body } = await platform.send('GET', '/console/api/state');
    expect(body).toMatchObject({
      functions: expect.arrayContaining([
        expect.objectContaining({ name: 'fixture-relay', trigger: 'stream fixture-items' }),
      ]),
      queues: expect.arrayContaining([expect.objectContaining({ name: 'fixture-work-dlq', deadLetter: true })]),
      schedules: expect.arrayContaining([expect.objectContaining({ name: 'fixture-wake', expression: 'rate(1 day)' })]),
      calls: expect.objectContaining({ dynamodb: expect.any(Number) }),
    });
  });
});
