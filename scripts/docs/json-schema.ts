import * as z from 'zod';
import { localisedSchema, moneySchema } from '../../shared/platform/route.ts';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = { [keyword: string]: unknown };

/** Turns zod schemas into JSON Schemas and gathers those that have a name of their own. */
export interface SchemaWriter {
  /** What a caller may send. */
  input(schema: z.ZodType): JsonSchema;
  /** What a caller gets. */
  output(schema: z.ZodType): JsonSchema;
  /** The named schemas met so far, by name. */
  components(): Record<string, JsonSchema>;
}

const shared: [string, z.ZodType][] = [
  ['Money', moneySchema],
  ['Localised', localisedSchema],
];

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for what only zod needs, and for what says nothing: any safe integer, the pattern of a format that has a name. */
const isNoise = (key: string, value: unknown, schema: JsonSchema): boolean =>
  ['$schema', '$defs', 'id'].includes(key) ||
  (key === 'pattern' && 'format' in schema) ||
  ((key === 'minimum' || key === 'maximum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER);

const mapValues = (record: JsonSchema, change: (value: unknown) => unknown): JsonSchema =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const readers: Record<string, (value: unknown) => unknown> = {
  $ref: (value) => String(value).replace('#/$defs/', '#/components/schemas/'),
  // The keys in here are names of fields, not keywords.
  properties: (value) => mapValues(value as JsonSchema, plain),
  const: (value) => value,
  enum: (value) => value,
  default: (value) => value,
};

/** The same schema with its references pointing to a document's components, and without noise. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  const entries = Object.entries(value)
    .filter(([key, entry]) => !isNoise(key, entry, value))
    .map(([key, entry]) => [key, (readers[key] ?? plain)(entry)]);
  return Object.fromEntries(entries);
}

/** A writer that names only what reads the same both ways, so a name never has two meanings. */
export function schemaWriter(): SchemaWriter {
  const metadata = z.registry<{ id: string }>();
  for (const [id, schema] of shared) metadata.add(schema, { id });
  const found = new Map<string, JsonSchema>();
  const write = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
    const written = z.toJSONSchema(schema, { io, metadata, target: 'draft-2020-12', unrepresentable: 'any' });
    for (const [id, definition] of Object.entries(written.$defs ?? {})) found.set(id, plain(definition) as JsonSchema);
    return plain(written) as JsonSchema;
  };
  return {
    input: (schema) => write(schema, 'input'),
    output: (schema) => write(schema, 'output'),
    components: () => Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
