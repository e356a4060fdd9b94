import { Agent, request } from 'node:http';

/** A reply with its JSON read; an empty body is `undefined`. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Sends JSON over kept connections. */
export interface Client {
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): void;
}

/** A client for one address that keeps at most `connections` connections; fetch would cost several times as much. */
export function openClient(url: string, connections: number): Client {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send(method, path, body, headers = {}) {
      const text = body === undefined ? '' : JSON.stringify(body);
      const sized = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers };
      return new Promise((resolve, reject) => {
        const sent = request({ hostname, port, path, method, agent, headers: sized }, (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('error', reject);
          reply.on('end', () => {
            const raw = Buffer.concat(chunks).toString();
            resolve({ status: reply.statusCode ?? 0, body: raw === '' ? undefined : JSON.parse(raw) });
          });
        });
        sent.on('error', reject);
        sent.end(text);
      });
    },
    close: () => agent.destroy(),
  };
}
