/**
 * `npm run sim:differential [-- --engine dynamodb-local] [--trials N] [--seed N]`: random operations on the model store and
 * on a real engine. Prints what was tried and every difference that is not on the written list; ends with 1 if there is one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from '../../../../local/engine.ts';
import { type EngineLink, linkEngine } from '../../../../local/engine-link.ts';
import { openDynamodbLocal } from '../../../support/dynamodb-local.ts';
import { type Difference, type DuelOptions, duel, type Result } from './duel.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'dynoxide' },
    trials: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const engine = values.engine === 'dynamodb-local' ? 'dynamodb-local' : 'dynoxide';
const trials = Number(values.trials ?? (engine === 'dynoxide' ? 20_000 : 5_000));

async function open(name: DuelOptions['engine']): Promise<{ link: EngineLink; close(): Promise<void> }> {
  if (name === 'dynamodb-local') {
    const { endpoint, stop } = await openDynamodbLocal();
    const link = linkEngine(endpoint, 'local');
    return {
      link,
      async close() {
        link.close();
        stop();
      },
    };
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'oneshelf-differential-'));
  const started = await openEngine({ root: process.cwd(), dataDir, region: 'local' });
  return {
    link: started.link,
    async close() {
      await started.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const told = ({ number, trial, model, engine: other, items }: Difference): string =>
  [
    `#${number} ${trial.operation} ${JSON.stringify(trial.input)}`,
    `  items  ${JSON.stringify(items)}`,
    `  model  ${JSON.stringify(model)}`,
    `  engine ${JSON.stringify(other)}`,
  ].join('\n');

const listed = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `  ${String(count).padStart(6)} ${name}`)
    .join('\n');

function report(result: Result): string {
  return [
    ...result.differences.map(told),
    `${result.trials} operations on ${engine}, seed ${values.seed}: ${result.differences.length} differences`,
    'refused by both alike:',
    listed(result.refusals),
    'differences of the written list (differences.md):',
    listed(result.known),
  ].join('\n');
}

const { link, close } = await open(engine);
try {
  const result = await duel({ link, engine, seed: Number(values.seed), trials, most: 10 });
  process.stdout.write(`${report(result)}\n`);
  process.exitCode = result.differences.length === 0 ? 0 : 1;
} finally {
  await close();
}
