// `npm run demo [-- --url URL]`: plays one order's life against the running platform and prints its story.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { ApiError } from '../clients/sdk/src/api-error.ts';
import { PUBLIC_TEST_SECRET } from '../local/partners/sandbox.ts';
import { playOrderLife } from './demo/play.ts';
import { platformUrl } from './platform-url.ts';

const { values } = parseArgs({ options: { url: { type: 'string' } } });
const url = platformUrl(values.url);
const secret = process.env.ONESHELF_SANDBOX_SECRET || PUBLIC_TEST_SECRET;

function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'sdk.unreachable') return `nobody answers at ${url}: start the platform with \`npm start\``;
  return `${error.status} ${error.code}: ${error.message} (correlation id ${error.correlationId ?? 'unknown'})`;
}

try {
  await playOrderLife({ url, secret, tell: (line) => process.stdout.write(`${line}\n`) });
} catch (error) {
  process.stderr.write(`The demo stopped: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}
