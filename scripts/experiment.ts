// `npm run experiment -- FILE --arm COLUMN --control NAME --outcomes A,B`: what a randomised experiment in a CSV file (plain or
// .gz) says: each arm's mean, and how the arms differ with Welch's 95 % intervals.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { evaluateExperiment, type OutcomeReport } from '../functions/effects/domain/experiment.ts';
import { numberAt, readTable } from './effects/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { arm: { type: 'string' }, control: { type: 'string' }, outcomes: { type: 'string' } },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

const figure = (value: number) => value.toPrecision(5);

function tell({ outcome, arms, differences }: OutcomeReport): void {
  say(outcome);
  for (const { arm, group } of arms) say(`  ${arm}: mean ${figure(group.mean)} of ${group.count}`);
  for (const { arm, against, difference } of differences) {
    if (!difference) say(`  ${arm} - ${against}: too few, or all alike`);
    else {
      const { estimate, low, high, p } = difference;
      say(
        `  ${arm} - ${against}: ${figure(estimate)} (95 %: ${figure(low)} to ${figure(high)}), p ${p.toExponential(1)}`,
      );
    }
  }
}

async function main(): Promise<void> {
  const [file] = positionals;
  const { arm, control, outcomes } = values;
  if (!file || !arm || !control || !outcomes) throw new Error('usage: FILE --arm COLUMN --control NAME --outcomes A,B');
  const names = outcomes.split(',');
  const rows = await readTable(file, [arm, ...names]);
  const subjects = rows.map((row, index) => ({
    arm: row[arm] ?? '',
    outcomes: Object.fromEntries(names.map((name) => [name, numberAt(row, name, index)])),
  }));
  if (!subjects.some((subject) => subject.arm === control)) throw new Error(`nobody is in the arm ${control}`);
  for (const report of evaluateExperiment(subjects, control, names)) tell(report);
  say(
    'Arms were drawn by chance, so a difference is the effect of the arm, within its interval; nobody else was looked at.',
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`experiment: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
