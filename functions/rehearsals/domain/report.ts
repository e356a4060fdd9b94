import { type Evidence, findingsOf, verdictOf } from './findings.ts';
import { mergeParts } from './merge.ts';
import type { Part } from './tally.ts';

/** What else the report needs to know. */
export type Circumstances = Omit<Evidence, 'part'>;

const rowsOf = <Name extends string, Row>(name: Name, rows: Record<string, Row>) =>
  Object.entries(rows)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, row]) => ({ [name]: key, ...row }) as Record<Name, string> & Row);

/** The report on a draft, made of what its steps found. */
export function reportOf(parts: readonly Part[], circumstances: Circumstances) {
  const part = mergeParts(parts);
  const findings = findingsOf({ ...circumstances, part });
  const { orders, touched, given, revenue, margin } = part;
  return {
    verdict: verdictOf(findings),
    ...{ orders, touched, discount: given, revenue, margin },
    byDay: rowsOf('date', part.days).map(({ given: discount, ...row }) => ({ ...row, discount })),
    byHour: rowsOf('hour', part.hours).map(({ given: discount, ...row }) => ({ ...row, discount })),
    findings,
  };
}

/** A report on a draft. */
export type DraftReport = ReturnType<typeof reportOf>;
