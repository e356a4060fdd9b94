// `npm run replay [-- --times 2 --seed 1 --data-dir DIR]`: replays the event archive of a stopped platform, every event so
// many times, in random order, and compares the hash of every table with what it was. Without --data-dir a shop of its own is
// filled with the demo data first. Ends with 1 when a table changed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startPlatform } from '../local/platform.ts';
import { replayArchive } from '../local/replay.ts';
import { seed as sow } from '../local/seed.ts';
import { synthesise } from '../local/synth.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    'data-dir': { type: 'string' },
  },
});
const root = process.cwd();
process.env.TZ = 'UTC';
const assemblyDir = await synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly'), environment: process.env });
const dataDir = values['data-dir'] ?? mkdtempSync(join(tmpdir(), 'oneshelf-replay-'));
const platform = await startPlatform({ assemblyDir, dataDir, root });
platform.core.scheduler.stop();
try {
  if (!values['data-dir']) await sow(platform.url);
  await platform.idle(600_000);
  const plan = { dataDir, times: Number(values.times), seed: Number(values.seed) };
  const { events, messages, tables, parked } = await replayArchive(platform, plan);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(
    `${events} events, ${plan.times} times in random order (seed ${plan.seed}): ${messages} messages, ${parked} parked`,
  );
  for (const { table, items, before, after, changed } of tables) {
    const verdict = changed.length === 0 ? 'unchanged' : `CHANGED: ${changed.slice(0, 5).join(', ')}`;
    say(`${table.padEnd(24)} ${String(items).padStart(7)} items  ${before} -> ${after}  ${verdict}`);
  }
  if (parked > 0 || tables.some(({ changed }) => changed.length > 0)) process.exitCode = 1;
} finally {
  await platform.stop();
  if (!values['data-dir']) rmSync(dataDir, { recursive: true, force: true });
}
