import { join } from 'node:path';
import { synthesise } from '../../../local/synth.ts';
import { chaosRun } from '../../support/chaos/run.ts';

test('given orders in flight, when engines, workers and the whole platform are killed again and again, then nothing is lost, doubled or astray', async () => {
  const root = process.cwd();
  const environment = { ...process.env, ONESHELF_IN_DOUBT_SECONDS: '1' };
  const assemblyDir = await synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly-chaos'), environment });
  const report = await chaosRun({ assemblyDir, orders: 120, kills: 6, lanes: 16 });
  expect(report.astray).toEqual([]);
  expect(report).toMatchObject({ orders: 120, killed: { engine: 3, platform: 3, workers: 6 }, counted: 120 });
}, 240_000);
