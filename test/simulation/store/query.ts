import { checkCondition, holds } from './condition.ts';
import { type Condition, parseCondition } from './condition-syntax.ts';
import type { Core } from './core.ts';
import { wantedBy } from './key-condition.ts';
import { checkScalarKeys, keyOf, type Place, placeOf } from './keys.ts';
import { type View, viewOf } from './projection.ts';
import { invalid } from './refusal.ts';
import { type Entry, lowest, type Shelf } from './shelf.ts';
import type { Reply } from './single.ts';
import { itemSize } from './sizes.ts';
import type { IndexSpec, KeySpec } from './spec.ts';
import type { Parsed } from './syntax.ts';
import type { Table } from './table.ts';
import { type Placeholders, Terms } from './terms.ts';
import { parseProjection } from './update-syntax.ts';
import { checkedValues, type Item } from './values.ts';

/** What Query and Scan may be given. */
export interface ReadRequest extends Placeholders {
  TableName?: string;
  IndexName?: string;
  KeyConditionExpression?: string;
  FilterExpression?: string;
  ProjectionExpression?: string;
  Limit?: number;
  ScanIndexForward?: boolean;
  ExclusiveStartKey?: unknown;
  ConsistentRead?: boolean;
  Select?: string;
}

const MOST_BYTES = 1024 * 1024;

/** A read of a table or index that was understood. */
interface Reading {
  table: Table;
  spec: KeySpec;
  shelf: Shelf;
  keys: Item | undefined;
  passes: (item: Item) => boolean;
  view: View;
  limit: number;
  counts: boolean;
}

const parsedIf = <Tree>(parse: (source: string) => Parsed<Tree>, source: string | undefined) =>
  source === undefined ? undefined : parse(source);

function targetOf(core: Core, { TableName, IndexName, ConsistentRead }: ReadRequest) {
  const table = core.table(TableName);
  core.follow(table);
  const target = table.shelf(IndexName);
  if (!target) throw invalid(`The table does not have the specified index: ${IndexName}`);
  if (IndexName !== undefined && ConsistentRead)
    throw invalid('Consistent reads are not supported on global secondary indexes');
  return { table, ...target };
}

function namesIn(condition: Condition): string[] {
  return [...JSON.stringify(condition).matchAll(/"path":\["([^"]+)"/g)].map(([, name = '']) => name);
}

function filterOf(filter: Parsed<Condition> | undefined, spec: KeySpec, terms: Terms): (item: Item) => boolean {
  if (!filter) return () => true;
  checkCondition(filter.tree, terms);
  const keys = [spec.partition.name, spec.sort?.name];
  const named = namesIn(filter.tree).find((name) => keys.includes(terms.name(name)));
  if (named !== undefined)
    throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${named}`);
  return (item) => holds(filter.tree, item, terms);
}

/** The names of the attributes that an index shows; undefined for all. */
function namesShown(spec: KeySpec & Partial<IndexSpec>, table: Table): Set<string | undefined> | undefined {
  const { shows } = spec;
  if (shows === undefined || shows === 'ALL') return undefined;
  return new Set([spec.partition.name, spec.sort?.name, ...table.keyNames, ...shows]);
}

/** Refuses a projection or filter that wants of an index what it does not show. */
function checkShown(written: readonly string[], spec: KeySpec, table: Table, terms: Terms): void {
  const names = namesShown(spec, table);
  const hidden = written.map((name) => terms.name(name)).filter((name) => names && !names.has(name));
  if (hidden.length > 0)
    throw invalid(
      `One or more parameter values were invalid: Global secondary index does not project [${hidden.join(', ')}]`,
    );
}

/** What an index shows of an item. */
function shownBy(spec: KeySpec, table: Table): View {
  const names = namesShown(spec, table);
  if (!names) return (item) => item;
  return (item) => Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

function startOf(request: ReadRequest, table: Table, spec: KeySpec): Item | undefined {
  if (request.ExclusiveStartKey === undefined) return undefined;
  const keys = checkedValues(request.ExclusiveStartKey);
  const parts = [table.spec.partition, table.spec.sort, spec.partition, spec.sort].filter((part) => part !== undefined);
  const names = new Set(parts.map(({ name }) => name));
  if (Object.keys(keys).length !== names.size || !parts.every(({ name, type }) => keys[name]?.[type] !== undefined))
    throw invalid('The provided starting key is invalid: The provided key element does not match the schema');
  return keys;
}

function reading(core: Core, request: ReadRequest, isQuery: boolean) {
  const key = parsedIf(parseCondition, request.KeyConditionExpression);
  const filter = parsedIf(parseCondition, request.FilterExpression);
  const projection = parsedIf(parseProjection, request.ProjectionExpression);
  const terms = new Terms(request, [key, filter, projection]);
  if (projection && request.Select === 'COUNT')
    throw invalid('Cannot specify the ProjectionExpression when choosing to get only the Count');
  if (request.Limit !== undefined && !(request.Limit >= 1)) throw invalid('Limit must be at least 1');
  const { table, spec, shelf } = targetOf(core, request);
  checkScalarKeys(table.spec, [filter, projection], terms);
  const written = (projection?.tree ?? []).map(([first]) => first as string);
  checkShown([...written, ...(filter && isQuery ? namesIn(filter.tree) : [])], spec, table, terms);
  const shows = shownBy(spec, table);
  const view = viewOf(projection, terms);
  const passes = filterOf(filter, isQuery ? spec : { partition: { name: '', type: 'S' } }, terms);
  const read: Reading = {
    table,
    spec,
    shelf,
    keys: startOf(request, table, spec),
    passes: (item) => passes(shows(item)),
    view: (item) => view(shows(item)),
    limit: request.Limit ?? Infinity,
    counts: request.Select === 'COUNT',
  };
  return { read, key, terms };
}

/** Reads from `entries` until the page is full. */
function page(read: Reading, entries: Iterable<Entry>): Reply {
  const items: Item[] = [];
  let [scanned, bytes] = [0, 0];
  let last: Item | undefined;
  for (const { item } of entries) {
    scanned += 1;
    bytes += itemSize(item);
    if (read.passes(item)) items.push(item);
    if (scanned < read.limit && bytes <= MOST_BYTES) continue;
    last = keyOf(item, read.table.spec, read.spec);
    break;
  }
  return {
    ...(read.counts ? {} : { Items: items.map(read.view) }),
    Count: items.length,
    ScannedCount: scanned,
    ...(last && { LastEvaluatedKey: last }),
  };
}

const idIn = (read: Reading, keys: Item): string => {
  if (read.spec === read.table.spec) return '';
  const { partition, sort } = placeOf(keys, read.table.spec);
  return `${partition}\u0000${sort}`;
};

function* between(entries: readonly Entry[], from: number, to: number): Iterable<Entry> {
  const step = from <= to ? 1 : -1;
  for (let at = from; at !== to; at += step) yield entries[at] as Entry;
}

/** Query. */
export function query(core: Core, request: ReadRequest): Reply {
  const { read, key, terms } = reading(core, request, true);
  if (!key)
    throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  checkCondition(key.tree, terms);
  const wanted = wantedBy(key.tree, read.spec, terms);
  const entries = read.shelf.entries(wanted.partition);
  let [from, to] = wanted.range(entries);
  const forward = request.ScanIndexForward !== false;
  if (read.keys) {
    const place = placeOf(read.keys, read.spec);
    if (place.partition !== wanted.partition)
      throw invalid('The provided starting key is outside query boundaries based on provided conditions');
    const position = { sort: place.sort, id: idIn(read, read.keys) };
    if (forward) from = Math.max(from, lowest(entries, { ...position, id: `${position.id}\u0000` }));
    else to = Math.min(to, lowest(entries, position));
  }
  if (from >= to) return page(read, []);
  return page(read, forward ? between(entries, from, to) : between(entries, to - 1, from - 1));
}

function* all(read: Reading, start: Place | undefined, id: string): Iterable<Entry> {
  for (const [partition, entries] of read.shelf.partitions()) {
    if (start && partition < start.partition) continue;
    const isFirst = start && partition === start.partition;
    const from = isFirst ? lowest(entries, { sort: start.sort, id: `${id}\u0000` }) : 0;
    yield* between(entries, from, entries.length);
  }
}

/** Scan: the whole table or index, partition by partition. */
export function scan(core: Core, request: ReadRequest): Reply {
  const { read } = reading(core, request, false);
  const start = read.keys && placeOf(read.keys, read.spec);
  return page(read, all(read, start, read.keys ? idIn(read, read.keys) : ''));
}
