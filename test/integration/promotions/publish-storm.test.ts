import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { publishStorm } from '../../support/publish-storm/storm.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
});

afterAll(() => platform.discard());

test('given publishes and stops all the time, when many buy, then no checkout sees half a change or a closed window', async () => {
  const report = await publishStorm(platform, { orders: 32, inFlight: 8 });
  expect(report.astray).toEqual([]);
  expect(report.orders).toBe(32);
  expect(report.changes).toBeGreaterThan(3);
});
