import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AwsError, type AwsReply, type AwsService, awsFailure } from './aws-reply.ts';
import type { Caller } from './roles.ts';
import { Unsupported } from './unsupported.ts';

/** The one address that functions call AWS at. */
export interface Endpoint {
  readonly url: string;
  /** Calls since the start by `<function> <service>.<operation>`. */
  readonly calls: Map<string, number>;
  stop(): Promise<void>;
}

/** What the endpoint needs to know. */
export interface EndpointHost {
  callerOf(accessKeyId: string): Caller | undefined;
  /** By the part of X-Amz-Target before the dot. */
  services: Record<string, AwsService>;
}

const bodyOf = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', reject);
    request.on('end', () => {
      const only = chunks.length === 1 ? chunks[0] : undefined;
      resolve(only ?? Buffer.concat(chunks));
    });
  });

const accessKeyOf = (authorization: string): string => {
  const from = authorization.indexOf('Credential=') + 'Credential='.length;
  return authorization.slice(from, authorization.indexOf('/', from));
};

const parsed = (raw: Buffer): Record<string, unknown> => {
  try {
    return JSON.parse(raw.toString() || '{}') as Record<string, unknown>;
  } catch {
    throw new AwsError('SerializationException', 'the body is not JSON');
  }
};

/** Requires the whole prefix to be known, so that a service nobody runs here fails by its name. */
const serviceFor = (services: Record<string, AwsService>, prefix: string): AwsService => {
  const service = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
  if (service === undefined)
    throw new Unsupported('AWS service', prefix || 'without X-Amz-Target', 'the endpoint of the functions');
  return service;
};

const handle = async (request: IncomingMessage, host: EndpointHost, calls: Map<string, number>): Promise<AwsReply> => {
  const raw = await bodyOf(request);
  const caller = host.callerOf(accessKeyOf(request.headers.authorization ?? ''));
  if (caller === undefined) throw new AwsError('UnrecognizedClientException', 'no function signs with this access key');
  const target = String(request.headers['x-amz-target'] ?? '');
  const dot = target.lastIndexOf('.');
  const prefix = target.slice(0, dot);
  const operation = target.slice(dot + 1);
  const service = serviceFor(host.services, prefix);
  const key = `${caller.spec.name} ${prefix}.${operation}`;
  calls.set(key, (calls.get(key) ?? 0) + 1);
  return service({ caller, target, operation, raw, body: parsed(raw) });
};

const send = (response: ServerResponse, reply: AwsReply): void => {
  const headers: Record<string, string | number> = reply.headers ?? {};
  headers['content-type'] ??= 'application/x-amz-json-1.0';
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  headers['content-length'] = bytes.length;
  response.writeHead(reply.status, headers);
  // As text of the head's encoding it leaves together with the head, in one write instead of two.
  response.end(bytes.toString('latin1'), 'latin1');
};

/** Listens on a free port of 127.0.0.1. */
export function openEndpoint(host: EndpointHost): Promise<Endpoint> {
  const calls = new Map<string, number>();
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    handle(request, host, calls).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, awsFailure(error)),
    );
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const stop = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      resolve({ url: `http://127.0.0.1:${port}`, calls, stop });
    });
  });
}
