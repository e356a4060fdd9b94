import aws4 from 'aws4';
import { optionalSetting, setting } from './env.ts';
import { exchange, type OutboundRequest } from './exchange.ts';

/** The AWS services we call; all four speak AWS JSON. */
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

const REQUEST_TIMEOUT_MS = 5_000;
/** DynamoDB answers at most 16 MB at once (BatchGetItem); nothing else is larger. */
const MAX_REPLY_BYTES = 17 * 1024 * 1024;

const endpoints = new Map<string, URL>();

/** Where a service is, here or in AWS. */
export function endpointOf(service: string): URL {
  const known = endpoints.get(service);
  if (known) return known;
  const region = setting('AWS_REGION');
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const given = optionalSetting(`AWS_ENDPOINT_URL_${service.toUpperCase()}`) ?? optionalSetting('AWS_ENDPOINT_URL');
  const url = new URL(given ?? `https://${service}.${region}.${suffix}/`);
  endpoints.set(service, url);
  return url;
}

/** A post of JSON to an AWS service, signed with the credentials of the environment; `callAws` is for what functions call. */
export function signedPost(
  service: string,
  { url, ...asked }: Pick<OutboundRequest, 'url' | 'headers' | 'body'>,
): Pick<OutboundRequest, 'url' | 'method' | 'headers' | 'body'> {
  const sessionToken = optionalSetting('AWS_SESSION_TOKEN');
  const { headers } = aws4.sign(
    { service, region: setting('AWS_REGION'), host: url.host, method: 'POST', path: url.pathname, ...asked },
    {
      accessKeyId: setting('AWS_ACCESS_KEY_ID'),
      secretAccessKey: setting('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken ? { sessionToken } : {}),
    },
  );
  return { ...asked, url, method: 'POST', headers: headers as Record<string, string> };
}

function signed(service: AwsService, operation: string, body: string): OutboundRequest {
  const { version, target } = PROTOCOL[service];
  const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${operation}` };
  const post = signedPost(service, { url: endpointOf(service), headers, body });
  return { ...post, timeoutMs: REQUEST_TIMEOUT_MS, maxBytes: MAX_REPLY_BYTES };
}

function errorOf(reply: { status: number; text: string }): AwsError {
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

/** Calls one operation of a service, once. Throws `AwsError`, or the network's error. `world.call` is where to call it. */
export async function callOnce(
  service: AwsService,
  operation: string,
  input: unknown,
): Promise<Record<string, unknown>> {
  const reply = await exchange(signed(service, operation, JSON.stringify(input)));
  if (reply.status >= 300) throw errorOf(reply);
  return reply.text ? (JSON.parse(reply.text) as Record<string, unknown>) : {};
}
