import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it came in: `PutEvents`, and its parsed body. */
export interface FakeCall {
  operation: string;
  body: Record<string, unknown>;
}

/** What is answered to a call; status 200 unless given. `silence` never answers. */
export interface FakeAnswer {
  status?: number;
  body?: object;
  silence?: boolean;
}

/** A stand-in for AWS on a port of its own. */
export interface FakeAws {
  url: string;
  calls: FakeCall[];
  close(): Promise<void>;
}

/** The environment in which our AWS client calls the stand-in for everything. */
export function environmentFor(url: string): Record<string, string> {
  return {
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL: url,
    STAGE: 'local',
    CURRENCY: 'CNY',
    TIME_ZONE: 'Asia/Shanghai',
    EVENT_BUS: 'local-oneshelf',
    RESERVATION_SECONDS: '900',
    IN_DOUBT_SECONDS: '60',
    PAYMENT_PROVIDERS: 'sandbox',
  };
}

async function bodyOf(request: http.IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}

/** Starts a stand-in that answers each call as it is told. */
export async function startFakeAws(answer: (call: FakeCall) => FakeAnswer): Promise<FakeAws> {
  const calls: FakeCall[] = [];
  const server = http.createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '');
    const call = { operation: target.slice(target.indexOf('.') + 1), body: await bodyOf(request) };
    calls.push(call);
    const { status = 200, body = {}, silence = false } = answer(call);
    if (silence) return;
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
