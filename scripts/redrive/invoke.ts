import { endpointOf, signedPost } from '../../shared/platform/aws-wire.ts';
import { exchange } from '../../shared/platform/exchange.ts';

/** No function of ours runs longer. */
const LONGEST_RUN_MS = 300_000;
const MAX_REPLY_BYTES = 6 * 1024 * 1024;

/** Calls a function in AWS and waits for what it answers; Lambda's own API speaks REST, unlike the services that functions call. */
export async function invoke(functionName: string, event: unknown): Promise<unknown> {
  const url = new URL(`/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`, endpointOf('lambda'));
  const headers = { 'content-type': 'application/json' };
  const post = signedPost('lambda', { url, headers, body: JSON.stringify(event) });
  const reply = await exchange({ ...post, timeoutMs: LONGEST_RUN_MS, maxBytes: MAX_REPLY_BYTES });
  if (reply.status >= 300) throw new Error(`Lambda answered ${reply.status} for ${functionName}: ${reply.text}`);
  return JSON.parse(reply.text || 'null');
}
