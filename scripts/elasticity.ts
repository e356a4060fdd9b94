// `npm run elasticity -- FILE --units COLUMN --price COLUMN --group COLUMN [--others A,B]`: by how many percent sales move when
// the price moves by one, within each group and all thrown together, and whether the latter is confounded.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Elasticity, elasticityOf } from '../functions/effects/domain/elasticity.ts';
import { numberAt, readTable } from './effects/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    units: { type: 'string' },
    price: { type: 'string' },
    group: { type: 'string' },
    others: { type: 'string' },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

const told = ({ estimate, low, high, r2 }: Elasticity['within']) =>
  `${estimate.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)}), R2 ${r2.toFixed(3)}`;

function tell({ within, pooled, confounded, groups, weeks }: Elasticity, group: string): void {
  say(`${weeks} observations in ${groups} groups`);
  say(`within ${group}: ${told(within)}`);
  say(`pooled: ${told(pooled)}${confounded ? '  CONFOUNDED' : ''}`);
  if (!confounded) return;
  say(
    `The pooled figure also compares one ${group} with another: dear ones differ from cheap ones in more than their price.`,
  );
  say('Decide by the figure within: it says what a change of price did where it was changed.');
}

async function main(): Promise<void> {
  const [file] = positionals;
  const { units, price, group, others } = values;
  if (!file || !units || !price || !group) throw new Error('usage: FILE --units C --price C --group C [--others A,B]');
  const more = others?.split(',') ?? [];
  const rows = await readTable(file, [units, price, group, ...more]);
  const elasticity = elasticityOf(
    rows.map((row, index) => ({
      group: row[group] ?? '',
      units: numberAt(row, units, index),
      price: numberAt(row, price, index),
      others: more.map((name) => numberAt(row, name, index)),
    })),
  );
  if (!elasticity) throw new Error('too few observations, or prices that never moved');
  tell(elasticity, group);
}

main().catch((error: unknown) => {
  process.stderr.write(`elasticity: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
