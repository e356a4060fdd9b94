import type { JsonSchema } from './json-schema.ts';

const literal = (value: unknown): string => JSON.stringify(value);

const union = (parts: string[]): string => [...new Set(parts)].join(' | ');

const fieldName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name));

function objectType({ properties, required, additionalProperties }: JsonSchema): string {
  if (properties === undefined) {
    const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties as JsonSchema) : 'unknown';
    return `Record<string, ${values}>`;
  }
  const needed = new Set((required ?? []) as string[]);
  const fields = Object.entries(properties as Record<string, JsonSchema>).map(
    ([name, schema]) => `${fieldName(name)}${needed.has(name) ? '' : '?'}: ${typeOf(schema)};`,
  );
  return fields.length === 0 ? 'Record<string, never>' : `{\n${fields.join('\n')}\n}`;
}

const byType: Record<string, (schema: JsonSchema) => string> = {
  object: objectType,
  array: ({ items }) => `Array<${typeOf((items ?? {}) as JsonSchema)}>`,
  string: () => 'string',
  number: () => 'number',
  integer: () => 'number',
  boolean: () => 'boolean',
  null: () => 'null',
};

const byKeyword: Record<string, (value: unknown) => string> = {
  $ref: (value) => String(value).replace('#/components/schemas/', ''),
  const: literal,
  enum: (values) => union((values as unknown[]).map(literal)),
  anyOf: (schemas) => union((schemas as JsonSchema[]).map(typeOf)),
  oneOf: (schemas) => union((schemas as JsonSchema[]).map(typeOf)),
  allOf: (schemas) => (schemas as JsonSchema[]).map((schema) => `(${typeOf(schema)})`).join(' & '),
};

/** The TypeScript type of what a JSON Schema describes; `unknown` where it says nothing. */
export function typeOf(schema: JsonSchema): string {
  const keyword = Object.keys(byKeyword).find((key) => key in schema);
  if (keyword) return byKeyword[keyword]?.(schema[keyword]) ?? 'unknown';
  return byType[String(schema.type)]?.(schema) ?? 'unknown';
}
