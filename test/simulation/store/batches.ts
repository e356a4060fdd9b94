import type { Core } from './core.ts';
import { checkedKey, type Place } from './keys.ts';
import { type Plan, planDelete, planPut } from './plans.ts';
import { type Looking, type View, viewAsked } from './projection.ts';
import { invalid } from './refusal.ts';
import type { Reply } from './single.ts';
import type { Table } from './table.ts';
import type { Item } from './values.ts';

const MOST_READ = 100;
const MOST_WRITTEN = 25;

function tablesOf<Request>(requests: Record<string, Request> | undefined): [string, Request][] {
  const tables = Object.entries(requests ?? {});
  if (tables.length === 0) throw invalid('The batch request has no entries');
  return tables;
}

function checkDistinct(places: readonly Place[]): void {
  const distinct = new Set(places.map(({ partition, sort }) => `${partition}\u0000${sort}`));
  if (distinct.size < places.length) throw invalid('Provided list of item keys contains duplicates');
}

interface Read {
  name: string;
  table: Table;
  places: Place[];
  view: View;
}

function readOf(core: Core, name: string, request: Looking & { Keys?: unknown[] }): Read {
  const table = core.table(name);
  const keys = request.Keys ?? [];
  if (keys.length === 0) throw invalid('The list of keys in RequestItems is empty');
  const places = keys.map((key) => checkedKey(key, table.spec).place);
  checkDistinct(places);
  return { name, table, places, view: viewAsked(request, table.spec) };
}

/** BatchGetItem. */
export function batchGet(
  core: Core,
  request: { RequestItems?: Record<string, Looking & { Keys?: unknown[] }> },
): Reply {
  const tables = tablesOf(request.RequestItems);
  const count = tables.reduce((sum, [, { Keys = [] }]) => sum + Keys.length, 0);
  if (count > MOST_READ) throw invalid('Too many items requested for the BatchGetItem call');
  const reads = tables.map(([name, each]) => readOf(core, name, each));
  const found = reads.map(({ name, table, places, view }) => {
    const items = places.map((place) => table.get(place)).filter((item): item is Item => item !== undefined);
    return [name, items.map(view)] as const;
  });
  return { Responses: Object.fromEntries(found), UnprocessedKeys: {} };
}

interface WriteEntry {
  PutRequest?: { Item?: unknown };
  DeleteRequest?: { Key?: unknown };
}

function planOf(core: Core, TableName: string, { PutRequest, DeleteRequest }: WriteEntry): Plan {
  if (PutRequest && !DeleteRequest) return planPut(core, { TableName, Item: PutRequest.Item });
  if (DeleteRequest && !PutRequest) return planDelete(core, { TableName, Key: DeleteRequest.Key });
  throw invalid(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported operations',
  );
}

/** BatchWriteItem: every write for itself. */
export function batchWrite(core: Core, request: { RequestItems?: Record<string, WriteEntry[]> }): Reply {
  const tables = tablesOf(request.RequestItems);
  const count = tables.reduce((sum, [, entries]) => sum + entries.length, 0);
  if (count > MOST_WRITTEN) throw invalid('Too many items requested for the BatchWriteItem call');
  const plans = tables.flatMap(([name, entries]) => {
    if (entries.length === 0) throw invalid('The list of writes in RequestItems is empty');
    const planned = entries.map((entry) => planOf(core, name, entry));
    checkDistinct(planned.map(({ place }) => place));
    return planned;
  });
  for (const { table, place, after } of plans) {
    const before = table.get(place);
    core.apply([{ table, place, before, after: after(before) }]);
  }
  return { UnprocessedItems: {} };
}
