import { resolved } from './contract.js';
import { h } from './dom.js';

const LIMITS = ['format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'default'];

/** The type of a schema in few words. */
export function typeName(document, given) {
  const schema = resolved(document, given);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return [...new Set(choice.map((one) => typeName(document, one)))].join(' | ');
  if (schema.type === 'array') return `${typeName(document, schema.items)}[]`;
  return schema.type ?? 'any';
}

/** What else a value must keep to. */
export function limitsOf(document, given) {
  const schema = resolved(document, given);
  return LIMITS.filter((name) => schema[name] !== undefined)
    .map((name) => `${name} ${schema[name]}`)
    .join(', ');
}

/** The schemas whose fields are worth showing below: of the object, of the entries, of each choice. */
function partsOf(document, given) {
  const schema = resolved(document, given);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return choice.flatMap((one) => partsOf(document, one));
  if (schema.type === 'array') return partsOf(document, schema.items);
  return schema.properties && Object.keys(schema.properties).length > 0 ? [schema] : [];
}

function fieldRow(document, required, [name, schema], words) {
  const row = [
    h('code', {}, name),
    ' ',
    h('span', { class: 'type' }, typeName(document, schema)),
    required.has(name) ? h('span', { class: 'required' }, ` ${words.required}`) : undefined,
    h('span', { class: 'quiet' }, ` ${limitsOf(document, schema)}`),
  ];
  const parts = partsOf(document, schema);
  if (parts.length === 0) return h('li', {}, row);
  return h('li', {}, h('details', {}, h('summary', {}, row), ...parts.map((part) => fieldList(document, part, words))));
}

/** The fields of an object schema, those further in folded. */
function fieldList(document, schema, words) {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties);
  return h('ul', { class: 'fields' }, ...fields.map((entry) => fieldRow(document, required, entry, words)));
}

/** What tells one choice from the others: its fields of one value only. */
const markOf = ({ properties }) =>
  Object.entries(properties)
    .filter(([, { const: value }]) => value !== undefined)
    .map(([name, { const: value }]) => `${name}: ${value}`)
    .join(', ');

/** A schema as nested lists; several choices are folded, each under what marks it. */
export function schemaView(document, schema, words) {
  const parts = partsOf(document, schema);
  if (parts.length === 0) return h('p', {}, h('code', {}, typeName(document, schema)));
  if (parts.length === 1) return fieldList(document, parts[0], words);
  const choices = parts.map((part) =>
    h('details', {}, h('summary', {}, h('code', {}, markOf(part))), fieldList(document, part, words)),
  );
  return h('div', {}, ...choices);
}
