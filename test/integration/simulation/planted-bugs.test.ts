import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** One bug of each kind whose place every seed comes by; `npm run sim:mutants` plants all of them. */
const SAMPLE = [
  'orders/place-now.ts:\\d+:deduplication',
  'orders/place-now.ts:\\d+:outbox',
  'orders/complete.ts:\\d+:outbox$',
  'inventory/receive-stock.ts:\\d+:outbox',
  'platform/seen.ts:\\d+:condition',
  'orders/cancelling.ts:\\d+:outbox',
  'functions/orders/store.ts:\\d+:condition',
];

/** Twelve seeds of each. */
const SCENES = 'book,together,lives,crowd';

test('the simulator notices bugs that are planted: a sample, on few seeds', () => {
  const only = SAMPLE.flatMap((pattern) => ['--only', pattern]);
  const command = ['test/simulation/mutants/main.ts', '--seeds', '48', '--procs', '2', '--scenarios', SCENES, ...only];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/\b([89]|1\d) of \1 noticed: 100\.0 %/);
  expect(status).toBe(0);
}, 600_000);
