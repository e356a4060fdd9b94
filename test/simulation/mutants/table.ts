import type { Verdict } from './trial.ts';

const FATES = ['caught', 'hangs', 'survived', 'unreached', 'stillborn'] as const;

/** What became of the planted bugs, kind by kind, with the survivors and the share that was caught. */
export function table(verdicts: readonly Verdict[]): string {
  const kinds = [...new Set(verdicts.map(({ kind }) => kind))].sort();
  const count = (kind: string, fate: string) =>
    verdicts.filter((each) => (kind === 'all' || each.kind === kind) && each.fate === fate).length;
  const row = (kind: string) =>
    `${kind.padEnd(14)}${FATES.map((fate) => String(count(kind, fate)).padStart(10)).join('')}`;
  const found = count('all', 'caught') + count('all', 'hangs');
  const alive = found + count('all', 'survived') + count('all', 'unreached');
  const share = alive === 0 ? 0 : (100 * found) / alive;
  const ofFate = (fate: string) => verdicts.filter((each) => each.fate === fate);
  const survivors = ofFate('survived').map(({ id, was, runs }) => `  ${id}  ${runs} runs  ${was}`);
  const unreached = ofFate('unreached').map(({ id, was }) => `  ${id}  ${was}`);
  return [
    '',
    `${''.padEnd(14)}${FATES.map((fate) => fate.padStart(10)).join('')}`,
    ...kinds.map(row),
    row('all'),
    `${found} of ${alive} noticed: ${share.toFixed(1)} % (stillborn ones not counted)`,
    ...(survivors.length > 0 ? ['survived:', ...survivors] : []),
    ...(unreached.length > 0 ? ['no seed came by:', ...unreached] : []),
    '',
  ].join('\n');
}
