import { marshall } from '@aws-sdk/util-dynamodb';
import { handler } from '../../../functions/catalog/list-products.ts';
import { environmentFor, type FakeAws, startFakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws;

const lastKey = { pk: 'PRODUCT#A', sk: 'PRODUCT', gsi1pk: 'LISTED', gsi1sk: 'A' };

beforeAll(async () => {
  aws = await startFakeAws(({ operation }) => ({
    body: operation === 'Query' ? { Items: [], LastEvaluatedKey: marshall(lastKey) } : { SecretString: 'the-key' },
  }));
  Object.assign(process.env, environmentFor(aws.url));
});

afterAll(() => aws.close());

async function list(query: Record<string, string>) {
  const event = { headers: {}, queryStringParameters: query, requestContext: { requestId: 'r' } };
  const reply = await handler(event as never, { awsRequestId: 'r' } as never);
  return { status: reply.statusCode, body: JSON.parse(reply.body) };
}

test('given a cursor, then it goes on in the list it came from and in no other: the keys of lists differ', async () => {
  const cursor = (await list({})).body.nextCursor;
  expect(await list({ cursor })).toMatchObject({ status: 200 });
  const elsewhere = { status: 400, body: { code: 'request.bad-cursor' } };
  expect(await list({ cursor, category: 'tea' })).toMatchObject(elsewhere);
  const ofTea = (await list({ category: 'tea' })).body.nextCursor;
  expect(await list({ cursor: ofTea, category: 'tea' })).toMatchObject({ status: 200 });
  expect(await list({ cursor: ofTea, category: 'cups' })).toMatchObject(elsewhere);
});
