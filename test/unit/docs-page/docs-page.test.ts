import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Parameter {
  name: string;
  in: string;
}

interface PageOperation {
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  requestBody?: unknown;
}

interface PageRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}

interface Contract {
  operationsOf(document: unknown): PageOperation[];
  found(operations: PageOperation[], query: string): PageOperation[];
  contentSchema(part: unknown): unknown;
  exampleOf(document: unknown, schema: unknown): unknown;
}

interface TryIt {
  requestOf(operation: PageOperation, values: Record<string, string>, caller: object): PageRequest;
  curlOf(request: PageRequest, origin: string): string;
}

interface Labels {
  LABELS: Record<'en' | 'zh', Record<string, string>>;
  firstLanguage(storage: { getItem(key: string): string | null }, browser: string): string;
}

/** The page's modules are plain JavaScript, as the browser takes them. */
const load = async <Module>(file: string): Promise<Module> =>
  (await import(join(process.cwd(), 'clients', 'docs', file))) as Module;

const document: unknown = JSON.parse(readFileSync(join(process.cwd(), 'docs', 'openapi.json'), 'utf8'));

describe('given the page of the API', () => {
  test('when somebody searches, then words are found in paths, names and codes, all of them together', async () => {
    const { operationsOf, found } = await load<Contract>('contract.js');
    const all = operationsOf(document);
    const ids = (query: string) => found(all, query).map(({ id }) => id);
    expect(found(all, '  ')).toHaveLength(all.length);
    expect(ids('SOLD-OUT')).toContain('placeOrder');
    expect(ids('/v1/products get reviews')).toEqual(['listReviews']);
    expect(ids('no such thing')).toEqual([]);
  });

  test('when an example is made, then it has what the schema requires and values that work', async () => {
    const { operationsOf, exampleOf, contentSchema } = await load<Contract>('contract.js');
    const order = operationsOf(document).find(({ id }) => id === 'placeOrder');
    expect(exampleOf(document, contentSchema(order?.requestBody))).toEqual({
      channel: 'web',
      lines: [{ sku: 'TEA-LONGJING', quantity: 1 }],
      payment: { provider: 'sandbox' },
    });
  });

  test('when an example is made of any body, then none is without a value', async () => {
    const { operationsOf, exampleOf, contentSchema } = await load<Contract>('contract.js');
    const bodies = operationsOf(document).map(({ requestBody }) => contentSchema(requestBody));
    const some = bodies.filter((schema) => schema !== undefined && Object.keys(schema as object).length > 0);
    expect(some.length).toBeGreaterThan(10);
    expect(some.map((schema) => exampleOf(document, schema)).filter((example) => example === null)).toEqual([]);
  });

  test('when a form is sent, then what was left empty is left out and the rest is encoded', async () => {
    const { operationsOf } = await load<Contract>('contract.js');
    const { requestOf, curlOf } = await load<TryIt>('try-it.js');
    const reviews = operationsOf(document).find(({ id }) => id === 'listReviews') as PageOperation;
    const caller = { token: "it's", language: 'zh' };
    const request = requestOf(reviews, { sku: 'A/1', limit: '5', cursor: '' }, caller);
    expect(request).toEqual({
      url: '/v1/products/A%2F1/reviews?limit=5',
      method: 'GET',
      headers: { 'accept-language': 'zh', authorization: "Bearer it's" },
      body: undefined,
    });
    expect(curlOf(request, 'http://shop.example')).toBe(
      "curl -X GET -H 'accept-language: zh' -H 'authorization: Bearer it'\\''s' 'http://shop.example/v1/products/A%2F1/reviews?limit=5'",
    );
  });

  test('when the language changes, then every word has its counterpart', async () => {
    const { LABELS } = await load<Labels>('labels.js');
    expect(Object.keys(LABELS.zh).sort()).toEqual(Object.keys(LABELS.en).sort());
    expect(Object.values(LABELS.zh).filter((word) => word === '')).toEqual([]);
  });

  test.each([
    [null, 'zh-TW', 'zh'],
    [null, 'de-DE', 'en'],
    ['zh', 'en-GB', 'zh'],
    ['xx', 'en-GB', 'en'],
  ])(
    'when %j was chosen before and the browser speaks %s, then the page begins in %s',
    async (kept, browser, expected) => {
      const { firstLanguage } = await load<Labels>('labels.js');
      expect(firstLanguage({ getItem: () => kept }, browser)).toBe(expected);
    },
  );

  test('when its files are read, then nothing comes from elsewhere', () => {
    const files = ['index.html', 'style.css', 'parts.css', 'app.js'];
    const text = files.map((file) => readFileSync(join(process.cwd(), 'clients', 'docs', file), 'utf8')).join('\n');
    expect(text).not.toMatch(/https?:\/\//);
  });
});
