import http from 'node:http';
import https from 'node:https';
import aws4 from 'aws4';
import { optionalSetting, setting } from './env.ts';
import { world } from './world.ts';

/**
 * The lean AWS client: signed JSON calls over node:http with keep-alive. The SDK's DynamoDB client costs three times
 * the import and four times the CPU of this (bench/RESULTS.md); the four services we call all speak AWS JSON.
 * Retries, time-outs and error names follow the SDK's standard mode and are held to it by test/contract.
 */
export type AwsService = 'dynamodb' | 'events' | 'sqs' | 'secretsmanager';

const PROTOCOL: Record<AwsService, { version: string; target: string }> = {
  dynamodb: { version: '1.0', target: 'DynamoDB_20120810' },
  events: { version: '1.1', target: 'AWSEvents' },
  sqs: { version: '1.0', target: 'AmazonSQS' },
  secretsmanager: { version: '1.1', target: 'secretsmanager' },
};

/** A refusal by an AWS service: `name` is the service's error name, `body` what it said besides. */
export class AwsError extends Error {
  readonly statusCode: number;
  readonly body: Record<string, unknown>;

  constructor(name: string, message: string, statusCode: number, body: Record<string, unknown>) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
    this.body = body;
  }
}

/** As many as the SDK's own clients try. */
const MAX_ATTEMPTS: Record<AwsService, number> = { dynamodb: 4, events: 3, sqs: 3, secretsmanager: 3 };
const REQUEST_TIMEOUT_MS = 5_000;
const RETRYABLE = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledException',
  'TransactionInProgressException',
  'InternalServerError',
  'InternalFailure',
  'ServiceUnavailable',
]);

const agents = {
  http: new http.Agent({ keepAlive: true, maxSockets: 50 }),
  https: new https.Agent({ keepAlive: true, maxSockets: 50 }),
};

const endpoints = new Map<AwsService, URL>();

function endpointOf(service: AwsService): URL {
  const known = endpoints.get(service);
  if (known) return known;
  const region = setting('AWS_REGION');
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const given = optionalSetting(`AWS_ENDPOINT_URL_${service.toUpperCase()}`) ?? optionalSetting('AWS_ENDPOINT_URL');
  const url = new URL(given ?? `https://${service}.${region}.${suffix}/`);
  endpoints.set(service, url);
  return url;
}

interface RawReply {
  status: number;
  text: string;
}

function signedOptions(service: AwsService, operation: string, body: string): http.RequestOptions {
  const url = endpointOf(service);
  const { version, target } = PROTOCOL[service];
  const sessionToken = optionalSetting('AWS_SESSION_TOKEN');
  const { headers } = aws4.sign(
    {
      service,
      region: setting('AWS_REGION'),
      host: url.host,
      method: 'POST',
      path: '/',
      headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${operation}` },
      body,
    },
    {
      accessKeyId: setting('AWS_ACCESS_KEY_ID'),
      secretAccessKey: setting('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken ? { sessionToken } : {}),
    },
  );
  return {
    hostname: url.hostname,
    port: url.port,
    path: '/',
    method: 'POST',
    headers: headers as http.OutgoingHttpHeaders,
  };
}

function post(service: AwsService, operation: string, body: string): Promise<RawReply> {
  const secure = endpointOf(service).protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(
      {
        ...signedOptions(service, operation, body),
        agent: secure ? agents.https : agents.http,
        timeout: REQUEST_TIMEOUT_MS,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    request.on('timeout', () => request.destroy(new Error(`no answer from ${service} in ${REQUEST_TIMEOUT_MS} ms`)));
    request.on('error', reject);
    request.end(body);
  });
}

function errorOf(reply: RawReply): AwsError {
  let body: Record<string, unknown> = {};
  try {
    body = JSON.parse(reply.text) as Record<string, unknown>;
  } catch {
    // Not JSON: a proxy or load balancer answered; the status says enough.
  }
  const type = String(body.__type ?? body.code ?? (reply.status >= 500 ? 'InternalServerError' : 'UnknownError'));
  const name = type.slice(type.lastIndexOf('#') + 1).split(':')[0] ?? type;
  return new AwsError(name, String(body.message ?? body.Message ?? name), reply.status, body);
}

function isRetryable(error: unknown): boolean {
  if (error instanceof AwsError) return RETRYABLE.has(error.name) || error.statusCode >= 500;
  return true; // The connection broke. Every write of ours is conditional, so a repeat is safe.
}

async function callOnce(service: AwsService, operation: string, body: string): Promise<Record<string, unknown>> {
  const reply = await post(service, operation, body);
  if (reply.status >= 300) throw errorOf(reply);
  return reply.text ? (JSON.parse(reply.text) as Record<string, unknown>) : {};
}

/** Calls one operation of a service and returns its parsed reply. Throws `AwsError`, or the network's error. */
export async function callAws(
  service: AwsService,
  operation: string,
  input: unknown,
): Promise<Record<string, unknown>> {
  const body = JSON.stringify(input);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callOnce(service, operation, body);
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS[service] || !isRetryable(error)) throw error;
      await world.sleep(world.random() * Math.min(20 * 2 ** attempt, 1_000));
    }
  }
}
