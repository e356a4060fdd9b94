import http from 'node:http';
import type { AddressInfo } from 'node:net';

interface Write {
  Put?: { Item: { pk: { S: string } } };
  Update?: object;
}

/** Knows one operation, TransactWriteItems: refuses a transaction that puts a key that stands already, and keeps the rest. */
export interface FakeDynamoDb {
  url: string;
  /** The transactions that were committed, in order. */
  committed: Write[][];
  /** The number of calls of any outcome. */
  calls: () => number;
  close(): Promise<void>;
}

const read = async (request: http.IncomingMessage): Promise<{ TransactItems: Write[] }> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const cancelled = (writes: Write[], taken: Set<string>) =>
  JSON.stringify({
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    CancellationReasons: writes.map(({ Put }) => ({
      Code: Put && taken.has(Put.Item.pk.S) ? 'ConditionalCheckFailed' : 'None',
    })),
  });

/** Starts one on a free port. */
export async function startFakeDynamoDb(): Promise<FakeDynamoDb> {
  const taken = new Set<string>();
  const committed: Write[][] = [];
  let calls = 0;
  const server = http.createServer(async (request, response) => {
    calls += 1;
    const { TransactItems } = await read(request);
    const keys = TransactItems.flatMap(({ Put }) => (Put ? [Put.Item.pk.S] : []));
    if (keys.some((key) => taken.has(key))) {
      response.statusCode = 400;
      response.end(cancelled(TransactItems, taken));
      return;
    }
    for (const key of keys) taken.add(key);
    committed.push(TransactItems);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    committed,
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
