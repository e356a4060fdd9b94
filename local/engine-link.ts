import { Agent, type IncomingMessage, request } from 'node:http';

/** What the engine answered; the body is passed on untouched. */
export interface EngineReply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** A line to a DynamoDB engine. */
export interface EngineLink {
  readonly endpoint: string;
  /** Sends the bytes of one call; `target` is the value of X-Amz-Target. Rejects when the engine cannot be reached. */
  send(target: string, body: Buffer | string): Promise<EngineReply>;
  /** Calls and parses; throws an `EngineError` named as AWS names it. */
  call<T>(operation: string, input: unknown): Promise<T>;
  close(): void;
}

/** An error that the engine answered, by AWS's name. */
export class EngineError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
  }
}

// Engines look for a signature's form and check nothing; all callers share one id because DynamoDB Local keeps a database for each.
const scope = (region: string) => `20200101/${region}/dynamodb/aws4_request`;
const headersFor = (region: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=oneshelf/${scope(region)}, SignedHeaders=host;x-amz-date, Signature=0000`,
  'x-amz-date': '20200101T000000Z',
  'content-type': 'application/x-amz-json-1.0',
});

const passedOn = ['content-type', 'x-amzn-requestid', 'x-amz-crc32'];

const readReply = (incoming: IncomingMessage): Promise<EngineReply> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', reject);
    incoming.on('end', () => {
      const headers: Record<string, string> = {};
      for (const name of passedOn) {
        const value = incoming.headers[name];
        if (typeof value === 'string') headers[name] = value;
      }
      const only = chunks.length === 1 ? chunks[0] : undefined;
      resolve({ status: incoming.statusCode ?? 500, headers, body: only ?? Buffer.concat(chunks) });
    });
  });

const version = (operation: string): string =>
  /Stream|Shard|GetRecords/.test(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';

const throwIfRefused = (reply: EngineReply): void => {
  if (reply.status === 200) return;
  const problem = JSON.parse(reply.body.toString() || '{}') as { __type?: string; message?: string; Message?: string };
  const code = (problem.__type ?? 'InternalFailure').split('#').at(-1) ?? 'InternalFailure';
  throw new EngineError(code, problem.message ?? problem.Message ?? code);
};

/** Opens a line with kept-alive connections. */
export function linkEngine(endpoint: string, region: string): EngineLink {
  const url = new URL(endpoint);
  const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'lifo' });
  const base = headersFor(region);
  const options = { host: url.hostname, port: url.port, method: 'POST', path: '/', agent };
  const send = (target: string, body: Buffer | string): Promise<EngineReply> =>
    new Promise((resolve, reject) => {
      const headers = { ...base, 'x-amz-target': target, 'content-length': Buffer.byteLength(body) };
      const outgoing = request({ ...options, headers }, (incoming) => {
        readReply(incoming).then(resolve, reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return {
    endpoint,
    send,
    async call<T>(operation: string, input: unknown): Promise<T> {
      const reply = await send(`${version(operation)}.${operation}`, JSON.stringify(input));
      throwIfRefused(reply);
      return JSON.parse(reply.body.toString()) as T;
    },
    close: () => agent.destroy(),
  };
}
