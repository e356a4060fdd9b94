import type { JsonSchema } from './json-schema.ts';

/** A change that an event's hearers, or its stored copies, would not survive: where, and what. */
export interface BreakingChange {
  /** Dotted path of the field, `[]` for the entries of a list; empty for the event itself. */
  path: string;
  kind: 'removed' | 'new-required' | 'became-required' | 'became-optional' | 'changed';
}

/** Keywords that are looked at field by field, and those that only explain. */
const STRUCTURE = new Set(['properties', 'required', 'items', 'additionalProperties']);
const EXPLANATION = new Set(['$schema', 'title', 'description', 'examples', 'deprecated']);

const fieldsOf = (schema: JsonSchema): Map<string, JsonSchema> =>
  new Map(Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>));

const requiredOf = (schema: JsonSchema): Set<string> => new Set((schema.required ?? []) as string[]);

const at = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

function constraintsOf(schema: JsonSchema): string {
  const entries = Object.entries(schema).filter(([key]) => !STRUCTURE.has(key) && !EXPLANATION.has(key));
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function necessityChanges(before: JsonSchema, after: JsonSchema, path: string): BreakingChange[] {
  const [known, now] = [fieldsOf(before), fieldsOf(after)];
  const [needed, needs] = [requiredOf(before), requiredOf(after)];
  const more = [...needs].filter((name) => !needed.has(name));
  const less = [...needed].filter((name) => !needs.has(name) && now.has(name));
  return [
    ...more.map((name) => ({
      path: at(path, name),
      kind: known.has(name) ? ('became-required' as const) : ('new-required' as const),
    })),
    ...less.map((name) => ({ path: at(path, name), kind: 'became-optional' as const })),
  ];
}

function fieldChanges(before: JsonSchema, after: JsonSchema, path: string): BreakingChange[] {
  const now = fieldsOf(after);
  return [...fieldsOf(before)].flatMap(([name, old]): BreakingChange[] => {
    const current = now.get(name);
    return current ? breakingChanges(old, current, at(path, name)) : [{ path: at(path, name), kind: 'removed' }];
  });
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null;

/** Changes of a part that both or neither must have: the entries of a list, the values of a record. */
function partChanges(before: unknown, after: unknown, path: string): BreakingChange[] {
  if (isSchema(before) && isSchema(after)) return breakingChanges(before, after, path);
  const isSame = isSchema(before) === isSchema(after) && (before === false) === (after === false);
  return isSame ? [] : [{ path, kind: 'changed' }];
}

/**
 * What makes `after` another contract than `before`. Within a version only optional fields may be added, and explanations
 * changed; a wider type breaks who reads it just as a narrower one breaks what was stored.
 */
export function breakingChanges(before: JsonSchema, after: JsonSchema, path = ''): BreakingChange[] {
  const own: BreakingChange[] = constraintsOf(before) === constraintsOf(after) ? [] : [{ path, kind: 'changed' }];
  return [
    ...own,
    ...fieldChanges(before, after, path),
    ...necessityChanges(before, after, path),
    ...partChanges(before.items, after.items, `${path}[]`),
    ...partChanges(before.additionalProperties, after.additionalProperties, at(path, '*')),
  ];
}
