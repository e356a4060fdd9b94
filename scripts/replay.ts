// `npm run replay [-- --times 2 --seed 1 --data-dir DIR]`: replays the event archive of a stopped platform, every event so
// many times, in random order, and compares the hash of every table with what it was. Without --data-dir a shop of its own is
// filled with the demo data first. Ends with 1 when a table changed, with 2 when
// there was nothing to compare.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startPlatform } from '../local/platform.ts';
import { replayArchive } from '../local/replay.ts';
import { seed as sow } from '../local/seed.ts';
import { synthesise } from '../local/synth.ts';
import { keptIn } from './kept-state.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    'data-dir': { type: 'string' },
  },
});
const root = process.cwd();
type Replayed = Awaited<ReturnType<typeof replayArchive>>;

function tell({ events, messages, tables, parked }: Replayed, { times, seed }: { times: number; seed: number }): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`${events} events, ${times} times in random order (seed ${seed}): ${messages} messages, ${parked} parked`);
  for (const { table, items, before, after, changed } of tables) {
    const verdict = changed.length === 0 ? 'unchanged' : `CHANGED: ${changed.slice(0, 5).join(', ')}`;
    say(`${table.padEnd(24)} ${String(items).padStart(7)} items  ${before} -> ${after}  ${verdict}`);
  }
  if (parked > 0 || tables.some(({ changed }) => changed.length > 0)) process.exitCode = 1;
}

async function main(): Promise<void> {
  process.env.TZ = 'UTC';
  const kept = values['data-dir'];
  const dataDir = kept === undefined ? mkdtempSync(join(tmpdir(), 'oneshelf-replay-')) : keptIn(kept);
  const cacheDir = join(root, '.oneshelf', 'assembly');
  const assemblyDir = await synthesise({ root, cacheDir, environment: process.env });
  const platform = await startPlatform({ assemblyDir, dataDir, root });
  platform.core.scheduler.stop();
  try {
    if (kept === undefined) await sow(platform.url);
    await platform.idle(600_000);
    const plan = { dataDir, times: Number(values.times), seed: Number(values.seed) };
    tell(await replayArchive(platform, plan), plan);
  } finally {
    await platform.stop();
    if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`replay: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
