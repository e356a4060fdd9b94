import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PUBLIC_TEST_SECRET } from '../../../local/partners/sandbox.ts';
import { playOrderLife } from '../../../scripts/demo/play.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

/** Runs `npm run demo` as a process of its own: what it printed and how it ended. */
function runDemo(url: string): Promise<{ code: number | null; printed: string; complained: string }> {
  const child = spawn(process.execPath, [join(process.cwd(), 'scripts', 'demo.ts'), '--url', url]);
  let [printed, complained] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, printed, complained })));
}

describe('given an empty platform', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  });
  afterAll(() => platform.discard());

  test('when the demo is played twice, then each run tells the whole life of its own order', async () => {
    const stage = { url: platform.url, secret: PUBLIC_TEST_SECRET, tell: () => {} };
    const [first, second] = [await playOrderLife(stage), await playOrderLife(stage)];
    expect(first.orderId).not.toBe(second.orderId);
    for (const { status, steps } of [first, second]) {
      expect(status).toBe('COMPLETED');
      expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['RESERVED', 'PAID', 'parcel IN_TRANSIT']));
    }
  });

  test('when it is started from the command line, then it prints its steps and the story, and ends well', async () => {
    const { code, printed, complained } = await runDemo(platform.url);
    expect([code, complained]).toEqual([0, '']);
    expect(printed).toMatch(/^ 1 {2}\S/);
    expect(printed).toMatch(/parcel OUT_FOR_DELIVERY/);
  });

  test('when the partners sign with another secret, then the demo stops', async () => {
    const stage = { url: platform.url, secret: 'whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==', tell: () => {} };
    await expect(playOrderLife(stage)).rejects.toMatchObject({ status: 401, code: 'webhooks.bad-signature' });
  });
});

test('given no platform at the address, when the demo is started, then it says so and fails', async () => {
  const { code, complained } = await runDemo('http://127.0.0.1:1');
  expect(code).toBe(1);
  expect(complained).toContain('npm start');
});
