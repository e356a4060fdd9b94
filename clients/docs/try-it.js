import { contentSchema, exampleOf } from './contract.js';
import { field, h } from './dom.js';
import { session } from './session.js';

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request that a filled form means, sent by `caller`: a token or none, and a language. */
export function requestOf(operation, values, { token, language }) {
  const filled = operation.parameters.filter(({ name }) => (values[name] ?? '') !== '');
  const inPlace = (place) => filled.filter((one) => one.in === place).map(({ name }) => [name, values[name]]);
  const path = inPlace('path').reduce(
    (left, [name, value]) => left.replace(`{${name}}`, () => encodeURIComponent(value)),
    operation.path,
  );
  const query = new URLSearchParams(inPlace('query')).toString();
  const body = values.body || undefined;
  return {
    url: query === '' ? path : `${path}?${query}`,
    method: operation.method,
    headers: {
      'accept-language': language,
      ...Object.fromEntries(inPlace('header')),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body,
  };
}

/** The same request as a line for the shell. */
export function curlOf({ url, method, headers, body }, origin) {
  const named = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const data = body === undefined ? [] : [`--data-raw ${quoted(body)}`];
  return ['curl', `-X ${method}`, ...named, ...data, quoted(`${origin}${url}`)].join(' ');
}

function startValue(document, parameter) {
  if (parameter.in === 'header') return crypto.randomUUID();
  if (!parameter.required) return '';
  return exampleOf(document, parameter.schema, parameter.name) ?? '';
}

function inputsOf(document, operation, words) {
  const parameters = operation.parameters.map((parameter) => {
    const attributes = { name: parameter.name, value: startValue(document, parameter), autocomplete: 'off' };
    return field(parameter.name, h('input', { ...attributes, required: parameter.required }));
  });
  const schema = contentSchema(operation.requestBody);
  if (!schema) return parameters;
  const example = JSON.stringify(exampleOf(document, schema), null, 2);
  return [...parameters, field(words.body, h('textarea', { name: 'body', rows: 12, spellcheck: 'false' }, example))];
}

async function answerText(reply) {
  const text = await reply.text();
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function send(request, output, words) {
  output.replaceChildren(words.sending);
  const { url, ...init } = request;
  try {
    const reply = await fetch(url, init);
    const kind = reply.ok ? 'good' : 'bad';
    const id = reply.headers.get('x-correlation-id') ?? '';
    const status = h('p', {}, h('strong', { class: kind }, `${reply.status}`), h('span', { class: 'quiet' }, ` ${id}`));
    output.replaceChildren(status, h('pre', { tabindex: '0' }, await answerText(reply)));
  } catch {
    output.replaceChildren(words.failed);
  }
}

/** The form that sends the operation to this very platform. */
export function tryIt(document, operation, words) {
  const output = h('output', { class: 'answer' });
  const form = h('form', { class: 'try' }, ...inputsOf(document, operation, words));
  const caller = () => ({ token: session.token, language: words.code });
  const request = () => requestOf(operation, Object.fromEntries(new FormData(form)), caller());
  const copy = async ({ target }) => {
    await navigator.clipboard.writeText(curlOf(request(), location.origin));
    target.textContent = words.copied;
  };
  const renew = () => {
    form.elements['Idempotency-Key'].value = crypto.randomUUID();
  };
  const hasKey = operation['x-idempotent'] === true;
  form.append(
    h(
      'p',
      { class: 'bar' },
      h('button', { type: 'submit', class: 'main' }, words.send),
      h('button', { type: 'button', onclick: copy }, words.copy),
      hasKey ? h('button', { type: 'button', onclick: renew }, words.newKey) : undefined,
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(request(), output, words);
  });
  return h('section', {}, h('h3', {}, words.tryIt), form, output);
}
