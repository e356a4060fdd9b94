import { contentSchema } from './contract.js';
import { h } from './dom.js';
import { limitsOf, schemaView, typeName } from './schema-view.js';
import { tryIt } from './try-it.js';

/** Who may call it, in words. */
export function accessText(operation, words) {
  if (operation['x-roles']) return `${words.roles}: ${operation['x-roles'].join(', ')}`;
  return operation.security.length > 0 ? words.optional : words.anybody;
}

function remarks(operation, words) {
  const stages = operation['x-stages'];
  return [
    accessText(operation, words),
    stages ? `${words.stages} ${stages.join(', ')}` : undefined,
    operation['x-idempotent'] ? words.idempotent : undefined,
    operation['x-raw'] ? words.raw : undefined,
  ].filter(Boolean);
}

function parameterRow(document, parameter, words) {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, h('code', {}, parameter.name)),
    h('td', {}, parameter.in),
    h('td', {}, h('span', { class: 'type' }, typeName(document, parameter.schema))),
    h(
      'td',
      {},
      parameter.required ? words.required : '',
      h('span', { class: 'quiet' }, ` ${limitsOf(document, parameter.schema)}`),
    ),
  );
}

function section(title, ...content) {
  return h('section', {}, h('h3', {}, title), ...content);
}

function parameterSection(document, { parameters }, words) {
  if (parameters.length === 0) return undefined;
  const rows = parameters.map((parameter) => parameterRow(document, parameter, words));
  return section(words.parameters, h('div', { class: 'scroll' }, h('table', {}, h('tbody', {}, ...rows))));
}

function replySections(document, { responses }, words) {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([status, reply]) =>
      section(`${words.reply} ${status}`, schemaView(document, contentSchema(reply) ?? {}, words)),
    );
}

/** Everything there is to know of one operation, and the form to try it. */
export function operationView(document, operation, words) {
  const body = contentSchema(operation.requestBody);
  return [
    h('h2', { id: 'title', tabindex: '-1' }, operation.summary),
    h(
      'p',
      { class: 'address' },
      h('span', { class: `method ${operation.method}` }, operation.method),
      ' ',
      h('code', {}, operation.path),
      h('span', { class: 'quiet' }, ` ${operation.id}`),
    ),
    h('ul', { class: 'remarks' }, ...remarks(operation, words).map((remark) => h('li', {}, remark))),
    parameterSection(document, operation, words),
    body ? section(words.body, schemaView(document, body, words)) : undefined,
    ...replySections(document, operation, words),
    section(
      words.codes,
      h('p', { class: 'codes' }, ...operation['x-error-codes'].flatMap((code) => [h('code', {}, code), ' '])),
    ),
    tryIt(document, operation, words),
  ].filter(Boolean);
}
