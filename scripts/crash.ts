// `npm run crash -- --orders 500 --kills 8`: places orders on a platform that is killed with SIGKILL over and over, then
// compares orders, stock, payments and events. Prints its figures; ends with 1 when anything is astray.
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { synthesise } from '../local/synth.ts';
import { crashRun } from '../test/support/crash/run.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '500' },
    kills: { type: 'string', default: '8' },
    lanes: { type: 'string', default: '16' },
  },
});
const root = process.cwd();
const environment = { ...process.env, TZ: 'UTC', ONESHELF_IN_DOUBT_SECONDS: '1' };
const assemblyDir = await synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly-crash'), environment });
const report = await crashRun({
  assemblyDir,
  orders: Number(values.orders),
  kills: Number(values.kills),
  lanes: Number(values.lanes),
});
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
if (report.astray.length > 0 || report.counted !== report.orders) process.exitCode = 1;
