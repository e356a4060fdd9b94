import { rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { openEngine } from '../../local/engine.ts';
import { environmentFor, type FakeAnswer } from './fake-aws.ts';
import { freshDataDir } from './platform.ts';

/** A real DynamoDB engine behind a proxy that can answer in its place. */
export interface StoreEngine {
  /** Where our client calls it; process.env is set up for that. */
  url: string;
  /** Operations as they came in. */
  calls: string[];
  /** What is answered instead of asking the engine, call by call; empty means the engine answers. */
  instead: (FakeAnswer | undefined)[];
  close(): Promise<void>;
}

async function bytesOf(stream: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function forward(endpoint: string, request: http.IncomingMessage, body: Buffer, response: http.ServerResponse) {
  const { authorization = '', ...rest } = request.headers;
  const headers = { ...rest, authorization, host: new URL(endpoint).host };
  const reply = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.request(endpoint, { method: 'POST', headers }, resolve).on('error', reject).end(body);
  });
  response.writeHead(reply.statusCode ?? 500, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(await bytesOf(reply));
}

async function openBackend(): Promise<{ endpoint: string; close(): Promise<void> }> {
  const given = process.env.ONESHELF_TEST_DYNAMODB;
  if (given) return { endpoint: given, close: async () => undefined };
  const dataDir = freshDataDir();
  const engine = await openEngine({ root: process.cwd(), dataDir, region: 'local' });
  return {
    endpoint: engine.link.endpoint,
    async close() {
      await engine.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts the engine: dynoxide, or the one that ONESHELF_TEST_DYNAMODB names. */
export async function openStoreEngine(): Promise<StoreEngine> {
  const backend = await openBackend();
  const calls: string[] = [];
  const instead: (FakeAnswer | undefined)[] = [];
  const server = http.createServer(async (request, response) => {
    const body = await bytesOf(request);
    calls.push(String(request.headers['x-amz-target']).split('.')[1] ?? '');
    const answer = instead.shift();
    if (!answer) return forward(backend.endpoint, request, body, response);
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, environmentFor(url));
  return {
    url,
    calls,
    instead,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await backend.close();
    },
  };
}
