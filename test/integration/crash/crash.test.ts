import { join } from 'node:path';
import { synthesise } from '../../../local/synth.ts';
import { crashRun } from '../../support/crash/run.ts';

test('given orders in flight, when workers and the whole process are killed again and again, then nothing is lost, doubled or astray', async () => {
  const root = process.cwd();
  const environment = { ...process.env, ONESHELF_IN_DOUBT_SECONDS: '1' };
  const assemblyDir = await synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly-crash'), environment });
  const report = await crashRun({ assemblyDir, orders: 120, kills: 3, lanes: 16 });
  expect(report.astray).toEqual([]);
  expect(report).toMatchObject({ orders: 120, kills: 3, counted: 120 });
}, 240_000);
