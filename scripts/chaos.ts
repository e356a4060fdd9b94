// `npm run chaos [-- --orders 10000 --kills 500 --lanes 16]`: places orders on the local platform while its DynamoDB engine,
// its workers and the whole process with its queues are killed over and over, then compares what the clients were told with
// orders, stock, payments, events and queues. Prints its figures; ends with 1 when anything is astray.
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { synthesise } from '../local/synth.ts';
import { chaosRun } from '../test/support/chaos/run.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '500' },
    lanes: { type: 'string', default: '16' },
  },
});
const root = process.cwd();
const environment = { ...process.env, TZ: 'UTC', ONESHELF_IN_DOUBT_SECONDS: '1' };
const assemblyDir = await synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly-chaos'), environment });
const orders = Number(values.orders);
const report = await chaosRun({
  assemblyDir,
  orders,
  kills: Number(values.kills),
  lanes: Number(values.lanes),
  progress: (done) => process.stderr.write(`${done} of ${orders} orders\n`),
});
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
if (report.astray.length > 0 || report.counted !== report.orders) process.exitCode = 1;
