import { type EngineReply, EngineSocket } from './engine-socket.ts';

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
const headOf = (host: string, region: string): string =>
  [
    'POST / HTTP/1.1',
    `host: ${host}`,
    'content-type: application/x-amz-json-1.0',
    'x-amz-date: 20200101T000000Z',
    `authorization: AWS4-HMAC-SHA256 Credential=oneshelf/20200101/${region}/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0000`,
    'x-amz-target: ',
  ].join('\r\n');

const version = (operation: string): string =>
  /Stream|Shard|GetRecords/.test(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';

const throwIfRefused = (reply: EngineReply): void => {
  if (reply.status === 200) return;
  const problem = JSON.parse(reply.body.toString() || '{}') as { __type?: string; message?: string; Message?: string };
  const code = (problem.__type ?? 'InternalFailure').split('#').at(-1) ?? 'InternalFailure';
  throw new EngineError(code, problem.message ?? problem.Message ?? code);
};

const latin1 = (body: Buffer | string): string =>
  (typeof body === 'string' ? Buffer.from(body) : body).toString('latin1');

/** Opens a line with kept connections, as many as calls run at once. */
export function linkEngine(endpoint: string, region: string): EngineLink {
  const url = new URL(endpoint);
  const head = headOf(url.host, region);
  const all = new Set<EngineSocket>();
  let idle: EngineSocket[] = [];
  const closed = (socket: EngineSocket): void => {
    all.delete(socket);
    idle = idle.filter((each) => each !== socket);
  };
  const opened = (): EngineSocket => {
    const socket = new EngineSocket(url.hostname, Number(url.port), closed);
    all.add(socket);
    return socket;
  };
  const send = async (target: string, body: Buffer | string): Promise<EngineReply> => {
    const text = latin1(body);
    const socket = idle.pop() ?? opened();
    const reply = await socket.send(`${head}${target}\r\ncontent-length: ${text.length}\r\n\r\n${text}`);
    idle.push(socket);
    return reply;
  };
  return {
    endpoint,
    send,
    async call<T>(operation: string, input: unknown): Promise<T> {
      const reply = await send(`${version(operation)}.${operation}`, JSON.stringify(input));
      throwIfRefused(reply);
      return JSON.parse(reply.body.toString()) as T;
    },
    close: () => {
      for (const socket of all) socket.close();
    },
  };
}
