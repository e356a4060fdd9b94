// `npm run prove:publishes [-- --orders 2000 --in-flight 32 --changes 40 --skus 4 --others 20]`: places orders on the local platform while
// promotions are published and stopped so many times a second, then compares what each order got with what was live while it
// was decided. Prints its figures; ends with 1 when an order saw half a change or a promotion out of its window.
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { synthesise } from '../local/synth.ts';
import { testPlatform } from '../test/support/platform.ts';
import { publishStorm } from '../test/support/publish-storm/storm.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '2000' },
    'in-flight': { type: 'string', default: '32' },
    changes: { type: 'string', default: '40' },
    skus: { type: 'string', default: '4' },
    others: { type: 'string', default: '20' },
  },
});
const root = process.cwd();
process.env.TZ = 'UTC';
const assemblyDir = await synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly'), environment: process.env });
const platform = await testPlatform({ assemblyDir });
const plan = {
  orders: Number(values.orders),
  inFlight: Number(values['in-flight']),
  changesPerSecond: Number(values.changes),
  skus: Number(values.skus),
  others: Number(values.others),
};
const report = await publishStorm(platform, plan).finally(() => platform.discard());
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
if (report.astray.length > 0 || report.orders < plan.orders) process.exitCode = 1;
