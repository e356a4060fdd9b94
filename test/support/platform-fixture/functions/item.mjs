// GET /items/{id}: reads one item; POST /items: writes one. Signs nothing: the local endpoint looks at the key id only.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

const call = (service, target, input) =>
  new Promise((resolve, reject) => {
    const url = new URL(process.env.AWS_ENDPOINT_URL);
    const body = JSON.stringify(input);
    const headers = {
      authorization: `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/20200101/x/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      'x-amz-target': target,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(body),
    };
    const outgoing = request(
      { host: url.hostname, port: url.port, method: 'POST', path: '/', agent, headers },
      (reply) => {
        const chunks = [];
        reply.on('data', (chunk) => chunks.push(chunk));
        reply.on('end', () => {
          const value = JSON.parse(Buffer.concat(chunks).toString());
          if (reply.statusCode === 200) resolve(value);
          else reject(Object.assign(new Error(value.message), { name: value.__type.split('#').at(-1) }));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const dynamodb = (operation, input) => call('dynamodb', `DynamoDB_20120810.${operation}`, input);
const TableName = process.env.TABLE;

const actions = {
  async read(event) {
    const { Item } = await dynamodb('GetItem', { TableName, Key: { pk: { S: event.pathParameters.id } } });
    return {
      statusCode: Item ? 200 : 404,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Item ?? {}),
    };
  },
  async write(event) {
    const { id, kind = 'note' } = JSON.parse(event.body);
    await dynamodb('PutItem', { TableName, Item: { pk: { S: id }, kind: { S: kind } } });
    return { statusCode: 201, body: JSON.stringify({ id }) };
  },
  /** Needs a right that it has not. */
  async forbidden(event) {
    try {
      await dynamodb('DeleteItem', { TableName, Key: { pk: { S: event.pathParameters.id } } });
      return { statusCode: 204 };
    } catch (error) {
      return { statusCode: 403, body: JSON.stringify({ name: error.name, message: error.message }) };
    }
  },
  async slow() {
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  },
  async crash() {
    process.exit(3);
  },
  async echo(event) {
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
      cookies: ['a=1', 'b=2'],
    };
  },
  async authorise(event) {
    return {
      isAuthorized: event.identitySource[0] === 'Bearer good',
      context: { sub: 'c-1', call: String(Math.random()) },
    };
  },
  /** Stream to bus. */
  async relay(event) {
    const Entries = event.Records.map(({ dynamodb: { NewImage } }) => ({
      Source: 'fixture',
      DetailType: 'Written',
      EventBusName: process.env.BUS,
      Detail: JSON.stringify({ id: NewImage.pk.S }),
    }));
    for (let from = 0; from < Entries.length; from += 10) {
      const batch = { Entries: Entries.slice(from, from + 10) };
      const { FailedEntryCount } = await call('events', 'AWSEvents.PutEvents', batch);
      if (FailedEntryCount > 0) throw new Error('entries failed');
    }
    return { batchItemFailures: [] };
  },
  /** Queue to table; ids that begin with poison fail. */
  async consume(event) {
    const batchItemFailures = [];
    for (const { messageId, body } of event.Records) {
      const { id } = JSON.parse(body).detail;
      if (id.startsWith('poison')) batchItemFailures.push({ itemIdentifier: messageId });
      else await dynamodb('PutItem', { TableName: process.env.SEEN, Item: { pk: { S: id } } });
    }
    return { batchItemFailures };
  },
  async wake() {
    await dynamodb('PutItem', { TableName: process.env.SEEN, Item: { pk: { S: 'woken' } } });
  },
  async fail() {
    throw new Error('wake me later');
  },
};

export const handler = (event) => actions[process.env.ACTION](event);
