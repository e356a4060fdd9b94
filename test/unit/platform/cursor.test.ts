import { readCursor, writeCursor } from '../../../shared/platform/cursor.ts';
import { environmentFor, type FakeAws, startFakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws;

beforeAll(async () => {
  aws = await startFakeAws(() => ({ body: { SecretString: 'the-key' } }));
  Object.assign(process.env, environmentFor(aws.url));
});

afterAll(() => aws.close());

const key = { pk: 'ORDER#1', sk: 'ORDER', n: 7 };
const code = { code: 'request.bad-cursor' };

test('given the key of a page, when its cursor is read, then it is the key; the secret is asked for once', async () => {
  const cursor = await writeCursor('orders', key);
  expect(await readCursor('orders', cursor)).toEqual(key);
  expect(cursor).not.toContain('ORDER');
  expect(aws.calls).toHaveLength(1);
});

test('given no further page, then there is no cursor; given no cursor, then there is no key', async () => {
  expect(await writeCursor('orders', undefined)).toBeUndefined();
  expect(await readCursor('orders', undefined)).toBeUndefined();
});

test('given a cursor of another list, a changed or a garbled one, then it is refused', async () => {
  const cursor = (await writeCursor('orders', key)) ?? '';
  const [payload = '', signature = ''] = cursor.split('.');
  const changed = Buffer.from(JSON.stringify({ ...key, pk: 'ORDER#2' })).toString('base64url');
  await expect(readCursor('products', cursor)).rejects.toMatchObject(code);
  for (const bad of ['', '.', 'a.b', payload, `${changed}.${signature}`, `${payload}.${signature.slice(1)}`]) {
    await expect(readCursor('orders', bad)).rejects.toMatchObject(code);
  }
});
