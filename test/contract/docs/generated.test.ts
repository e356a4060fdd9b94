import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '../../../clients/sdk/src/generated.ts';
import { generate } from '../../../scripts/docs/generate.ts';
import type { OpenApiDocument, OpenApiOperation } from '../../../scripts/docs/openapi.ts';

const root = process.cwd();

/** `id METHOD path` of every route, read from the text of all files: whoever forgets a route file is found out. */
function routesInSources(): string[] {
  const contexts = readdirSync(join(root, 'functions'), { recursive: true, encoding: 'utf8' });
  const sources = contexts.filter((path) => path.endsWith('.ts'));
  const pattern = /defineRoute\(\{\s*id: '(\w+)',\s*method: '(\w+)',\s*path: '([^']+)'/g;
  return sources.flatMap((path) => {
    const text = readFileSync(join(root, 'functions', path), 'utf8');
    return [...text.matchAll(pattern)].map(([, id, method, address]) => `${id} ${method} ${address}`);
  });
}

function operationsOf({ paths }: OpenApiDocument): [string, OpenApiOperation][] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, OpenApiOperation] => [
      `${operation.operationId} ${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

/** Every `$ref` of a document. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value && typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

const resolved = (document: unknown, reference: string): unknown =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);

describe('given what is generated from the contracts', () => {
  let generated: Map<string, string>;
  let openApi: OpenApiDocument;
  let asyncApi: unknown;
  beforeAll(async () => {
    generated = await generate(root);
    openApi = JSON.parse(generated.get('docs/openapi.json') ?? '');
    asyncApi = JSON.parse(generated.get('docs/asyncapi.json') ?? '');
  });

  test('when it is generated again, then the committed files have the same bytes', async () => {
    const stale = [...generated].filter(([path, content]) => {
      const file = join(root, path);
      return !existsSync(file) || readFileSync(file, 'utf8') !== content;
    });
    expect(stale.map(([path]) => path)).toEqual([]);
    expect(await generate(root)).toEqual(generated);
  });

  test('when routes are looked for in the sources, then document and SDK have exactly these', () => {
    const routes = routesInSources().sort();
    expect(routes.length).toBeGreaterThan(30);
    expect(
      operationsOf(openApi)
        .map(([route]) => route)
        .sort(),
    ).toEqual(routes);
    const callable = Object.entries(operations).map(([id, { method, path }]) => `${id} ${method} ${path}`);
    expect(callable.sort()).toEqual(routes);
  });

  test('when references are followed, then each leads somewhere', () => {
    for (const document of [openApi, asyncApi]) {
      const references = [...new Set(referencesIn(document))];
      expect(references.length).toBeGreaterThan(0);
      expect(references.filter((reference) => resolved(document, reference) === undefined)).toEqual([]);
    }
  });

  test('when operations are looked at, then each has what OpenAPI 3.1 asks for', () => {
    expect(openApi.openapi).toMatch(/^3\.1\./);
    const all = operationsOf(openApi);
    expect(new Set(all.map(([, { operationId }]) => operationId)).size).toBe(all.length);
    for (const [route, { parameters = [], responses }] of all) {
      const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
      expect([route, route.match(/\{\w+\}/g) ?? []]).toEqual([route, inPath]);
      expect(parameters.filter((one) => one.in === 'path' && !one.required)).toEqual([]);
      expect(Object.keys(responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
      expect(responses.default).toEqual({ $ref: '#/components/responses/Problem' });
    }
  });

  test('when an order is placed, then the document says who may, with which key, and what can go wrong', () => {
    const placeOrder = openApi.paths['/v1/orders']?.post;
    expect(placeOrder).toMatchObject({
      tags: ['orders'],
      security: [{ bearer: [] }],
      'x-roles': ['customer', 'staff'],
      'x-idempotent': true,
      requestBody: { required: true },
    });
    expect(placeOrder?.['x-error-codes']).toEqual(
      expect.arrayContaining(['inventory.sold-out', 'idempotency.key-required', 'identity.token-required']),
    );
    expect(placeOrder?.parameters?.map(({ name }) => name)).toEqual(['Idempotency-Key']);
  });

  test('when a route exists on some stages only, then the document says so', () => {
    expect(openApi.paths['/v1/sessions/dev']?.post?.['x-stages']).toEqual(['local']);
  });
});
