import { basename } from 'node:path';
import type { Blueprint } from '../../../local/blueprint.ts';
import type { Coverage } from './coverage.ts';
import {
  busCell,
  type Cell,
  functionCell,
  PARTNERS,
  queueCell,
  TROUBLES,
  type Trouble,
  tableCell,
  traitsOf,
} from './rules.ts';

/** One part of the template, or a partner, and what is known of it under each trouble. */
export interface Row {
  kind: 'function' | 'queue' | 'table' | 'bus' | 'partner';
  name: string;
  cells: Cell[];
}

const rowsOf = (kind: Row['kind'], names: readonly string[], cell: (name: string, trouble: Trouble) => Cell): Row[] =>
  [...names].sort().map((name) => ({ kind, name, cells: TROUBLES.map((trouble) => cell(name, trouble)) }));

/** Every function, queue, table and bus of the template, and every partner, with its cells. */
export function matrixOf(blueprint: Blueprint, coverage: Coverage): Row[] {
  const { functions, queues, tables, buses, mappings } = blueprint;
  const traits = new Map(functions.map(({ name }) => [name, traitsOf(blueprint, name)]));
  const consumers = new Map(
    mappings.flatMap((each) => (each.kind === 'queue' ? [[each.queue, each.functionName]] : [])),
  );
  const touching = (table: string) =>
    [...traits].filter(([, each]) => each.tables.includes(table)).map(([name]) => name);
  const indexed = new Set(
    tables.filter((table) => Object.keys(table.partitionKeys).length > 1).map(({ name }) => name),
  );
  // Lambda's own queues in front of asynchronous calls are the local platform's and no part of the template.
  // So is the default bus, which every account has and which carries the schedules only.
  const own = queues.filter(({ name }) => !name.startsWith('invoke.'));
  const nothing = { isConsumer: false, isFollower: false, readsIndex: false, writes: false, tables: [] };
  return [
    ...rowsOf('function', namesOf(functions), (name, trouble) =>
      functionCell(coverage, name, trouble, traits.get(name) ?? nothing),
    ),
    ...rowsOf('queue', namesOf(own), (name, trouble) => queueCell(coverage, name, trouble, consumers.get(name))),
    ...rowsOf('table', namesOf(tables), (name, trouble) =>
      tableCell(coverage, trouble, touching(name), indexed.has(name)),
    ),
    ...rowsOf('bus', namesOf(buses.filter(({ name }) => name !== 'default')), (_name, trouble) =>
      busCell(coverage, trouble),
    ),
    ...rowsOf('partner', Object.keys(PARTNERS), (name, trouble) => PARTNERS[name]?.(coverage, trouble)),
  ];
}

const namesOf = (parts: readonly { name: string }[]): string[] => parts.map(({ name }) => name);

/** The cells that nobody has thought of: `<kind> <name>: <trouble>`. */
export function emptyCells(rows: readonly Row[]): string[] {
  return rows.flatMap(({ kind, name, cells }) =>
    cells.flatMap((cell, index) => (cell === undefined ? [`${kind} ${name}: ${TROUBLES[index]}`] : [])),
  );
}

/** The file's name is its mark among the links at the end of the page. */
const markOf = (file: string): string => basename(file).split('.')[0] ?? file;

const linksOf = (rows: readonly Row[]): string[] => {
  const files = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell && 'evidence' in cell ? cell.evidence.map(({ file }) => file) : [])),
  );
  return [...new Set(files)].sort().map((file) => `[${markOf(file)}]: ../${file}`);
};

const text = (cell: Cell, reasons: string[]): string => {
  if (cell === undefined) return '**EMPTY**';
  if ('reason' in cell) {
    if (!reasons.includes(cell.reason)) reasons.push(cell.reason);
    return `n/a ${reasons.indexOf(cell.reason) + 1}`;
  }
  return cell.evidence.map(({ label, file }) => `[${label}][${markOf(file)}]`).join(', ');
};

const TITLES: Record<Row['kind'], string> = {
  function: 'Functions',
  queue: 'Queues',
  table: 'Tables',
  bus: 'Bus',
  partner: 'Partners',
};

/** The page in docs. */
export function pageOf(rows: readonly Row[]): string {
  const reasons: string[] = [];
  const chapters = Object.entries(TITLES).map(([kind, title]) => {
    const own = rows.filter((row) => row.kind === kind);
    const lines = own.map(({ name, cells }) => `| ${name} | ${cells.map((cell) => text(cell, reasons)).join(' | ')} |`);
    return [
      `## ${title}`,
      '',
      `| | ${TROUBLES.join(' | ')} |`,
      `|---${'|---'.repeat(TROUBLES.length)}|`,
      ...lines,
    ].join('\n');
  });
  return `# Reliability matrix

Written by \`npm run reliability\`, checked by \`test/simulation/reliability.test.ts\`: an empty cell fails the build.

Every function, queue, table and bus of the synthesised template and every partner, under each trouble. What is behind a
_blow_ or a _storm_ is computed by doing it to the real functions in the simulator, in the lives of
\`test/simulation/crash-points\`, with all invariants checked; the other tests fail when they do not reach what they stand for here.

| trouble | means |
|---|---|
| slow | a call takes seconds; a message or an event comes late |
| error | a call fails; a message cannot be processed; an entry is refused |
| down | the environment dies before the call; the service is gone |
| duplicate | it dies after the work is done, or the same comes twice |
| reordered | somebody else writes first; later messages come earlier |
| stale | an index lags; an old event comes after newer state |

${chapters.join('\n\n')}

## Why there is nothing to cover

${reasons.map((reason, index) => `${index + 1}. ${reason}`).join('\n')}

${linksOf(rows).join('\n')}
`;
}
