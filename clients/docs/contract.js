/** One operation as the page shows it: what OpenAPI spreads over the document, in one place. */
export function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      tag: operation.tags[0],
      parameters: operation.parameters ?? [],
    })),
  );
}

const wordsOf = (operation) =>
  [operation.id, operation.method, operation.path, operation.summary, operation.tag, ...operation['x-error-codes']]
    .join(' ')
    .toLowerCase();

/** The operations that hold every word of `query`. */
export function found(operations, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter((operation) => words.every((word) => wordsOf(operation).includes(word)));
}

/** A schema with its reference followed. */
export function resolved(document, schema) {
  if (!schema?.$ref) return schema ?? {};
  return schema.$ref
    .slice(2)
    .split('/')
    .reduce((at, key) => at?.[key], document);
}

/** The schema of the body or of a reply; undefined when there is none. */
export const contentSchema = (part) => part?.content?.['application/json']?.schema;

/** Values that work on a shop with demo data. */
const KNOWN = {
  sku: 'TEA-LONGJING',
  currency: 'CNY',
  locationId: 'main',
  provider: 'sandbox',
  partner: 'sandbox',
  token: 'approve',
  category: 'tea',
  quantity: 1,
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2036-01-01T00:00:00.000Z',
};

const byType = {
  object: (document, schema) => {
    const fields = Object.entries(schema.properties ?? {});
    const required = fields.filter(([name]) => schema.required?.includes(name));
    const shown = required.length > 0 ? required : fields;
    return Object.fromEntries(shown.map(([name, one]) => [name, exampleOf(document, one, name)]));
  },
  array: (document, schema) => [exampleOf(document, schema.items ?? {}, '')],
  integer: (_, schema) => schema.minimum ?? 1,
  number: (_, schema) => schema.minimum ?? 1,
  boolean: () => true,
  string: (_, schema) => (schema.format?.startsWith('date') ? new Date().toISOString() : 'text'),
};

/** A value that fits a schema well enough to begin with: what is required, or all of it where nothing is. */
export function exampleOf(document, given, name = '') {
  const schema = resolved(document, given);
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return exampleOf(document, choice[0], name);
  if (KNOWN[name] !== undefined) return KNOWN[name];
  return byType[schema.type]?.(document, schema) ?? null;
}
