import { createHash } from 'node:crypto';
import type { EngineLink } from './engine-link.ts';
import type { TableSpec } from './tables.ts';

type Item = Record<string, unknown>;
type Page = { Items: Item[]; LastEvaluatedKey?: Item };

/** The items of a table, each as one text under the text of its key. */
export type TableImage = Map<string, string>;

/** JSON with sorted fields: equal values have equal texts. Sets have no order in DynamoDB, so theirs is sorted away. */
function canonical(value: unknown, field = ''): unknown {
  if (Array.isArray(value))
    return ['SS', 'NS', 'BS'].includes(field) ? [...value].sort() : value.map((v) => canonical(v));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, canonical(each, key)]));
}

/** Everything that lies in a table. */
export async function imageOf(link: EngineLink, table: TableSpec): Promise<TableImage> {
  const image: TableImage = new Map();
  let from: Item | undefined;
  do {
    const start = from && { ExclusiveStartKey: from };
    const page: Page = await link.call<Page>('Scan', { TableName: table.name, ConsistentRead: true, ...start });
    for (const item of page.Items) {
      const key = JSON.stringify(table.keys.map((name) => item[name]));
      image.set(key, JSON.stringify(canonical(item)));
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return image;
}

/** One hash over a table's items, whatever the order in which they were read. */
export function hashOf(image: TableImage): string {
  const hash = createHash('sha256');
  for (const [key, item] of [...image].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${key} ${item}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** Keys of the items that two images of a table do not have alike. */
export function differences(before: TableImage, after: TableImage): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => before.get(key) !== after.get(key));
}
