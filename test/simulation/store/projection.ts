import { checkScalarKeys } from './keys.ts';
import { invalid } from './refusal.ts';
import type { TableSpec } from './spec.ts';
import type { Parsed, Path } from './syntax.ts';
import { Terms } from './terms.ts';
import { parseProjection } from './update-syntax.ts';
import type { AttributeValue, Item } from './values.ts';

/** A tree of the paths that are shown; `true` shows everything below. */
type Shown = true | Map<string | number, Shown>;

function shownBy(paths: readonly Path[]): Map<string | number, Shown> {
  const root = new Map<string | number, Shown>();
  for (const path of paths) {
    let level = root;
    for (const [depth, part] of path.entries()) {
      const known = level.get(part);
      const isLast = depth === path.length - 1;
      if (known === true || (known && isLast))
        throw invalid('Invalid ProjectionExpression: Two document paths overlap with each other;');
      if (isLast) level.set(part, true);
      else {
        const next = known ?? new Map<string | number, Shown>();
        level.set(part, next);
        level = next;
      }
    }
  }
  return root;
}

function part(value: AttributeValue, shown: Shown): AttributeValue | undefined {
  if (shown === true) return value;
  const parts = [...shown];
  if (value.M) {
    const map = visible(value.M, parts);
    return Object.keys(map).length > 0 ? { M: map } : undefined;
  }
  if (!value.L) return undefined;
  const list = parts
    .filter((entry): entry is [number, Shown] => typeof entry[0] === 'number')
    .sort(([a], [b]) => a - b)
    .map(([index, below]) => value.L?.[index] && part(value.L[index], below))
    .filter((entry) => entry !== undefined);
  return list.length > 0 ? { L: list } : undefined;
}

function visible(item: Item, shown: Iterable<[string | number, Shown]>): Item {
  const out: Item = {};
  for (const [name, below] of shown) {
    const value = item[name];
    const seen = value && part(value, below);
    if (seen) out[name] = seen;
  }
  return out;
}

/** A view of items. */
export type View = (item: Item) => Item;

/** Understands a projection together with the request's `terms`; shows everything where there is none. */
export function viewOf(parsed: Parsed<Path[]> | undefined, terms: Terms): View {
  if (!parsed) return (item) => item;
  const shown = shownBy(parsed.tree.map((path) => terms.resolved(path)));
  return (item) => visible(item, shown);
}

/** What a read of single items asks to see of them. */
export interface Looking {
  ProjectionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
}

/** The view that a read of single items of a table asks for. */
export function viewAsked({ ProjectionExpression, ExpressionAttributeNames }: Looking, spec: TableSpec): View {
  const parsed = ProjectionExpression === undefined ? undefined : parseProjection(ProjectionExpression);
  const terms = new Terms({ ExpressionAttributeNames }, [parsed]);
  checkScalarKeys(spec, [parsed], terms);
  return viewOf(parsed, terms);
}
