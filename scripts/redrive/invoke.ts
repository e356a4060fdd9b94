import aws4 from 'aws4';
import { optionalSetting, setting } from '../../shared/platform/env.ts';
import { exchange } from '../../shared/platform/exchange.ts';

/** As long as any function of ours may run. */
const LONGEST_RUN_MS = 300_000;
const MAX_REPLY_BYTES = 6 * 1024 * 1024;

function endpoint(): URL {
  const region = setting('AWS_REGION');
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const given = optionalSetting('AWS_ENDPOINT_URL_LAMBDA') ?? optionalSetting('AWS_ENDPOINT_URL');
  return new URL(given ?? `https://lambda.${region}.${suffix}/`);
}

/** Calls a function in AWS and waits for what it answers; Lambda's own API speaks REST, unlike the services that functions call. */
export async function invoke(functionName: string, event: unknown): Promise<unknown> {
  const url = new URL(`/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`, endpoint());
  const body = JSON.stringify(event);
  const sessionToken = optionalSetting('AWS_SESSION_TOKEN');
  const { headers } = aws4.sign(
    {
      service: 'lambda',
      region: setting('AWS_REGION'),
      host: url.host,
      method: 'POST',
      path: url.pathname,
      headers: { 'content-type': 'application/json' },
      body,
    },
    {
      accessKeyId: setting('AWS_ACCESS_KEY_ID'),
      secretAccessKey: setting('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken ? { sessionToken } : {}),
    },
  );
  const limits = { timeoutMs: LONGEST_RUN_MS, maxBytes: MAX_REPLY_BYTES };
  const reply = await exchange({ url, method: 'POST', headers: headers as Record<string, string>, body, ...limits });
  if (reply.status >= 300) throw new Error(`Lambda answered ${reply.status} for ${functionName}: ${reply.text}`);
  return JSON.parse(reply.text || 'null');
}
