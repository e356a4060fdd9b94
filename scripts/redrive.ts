// `npm run redrive -- QUEUE [--url URL]`: sends what lies in a dead-letter queue back to where it came from and waits until it
// is worked off; QUEUE is the queue's name or that of its dead-letter queue. Ends with 1 when messages died again.
// `npm run redrive -- QUEUE --region REGION` does the same in AWS, with the credentials of the environment.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { platformUrl } from './platform-url.ts';
import { redriveInAws } from './redrive/aws.ts';
import { redriveLocally } from './redrive/local.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, region: { type: 'string' } },
});
const [queue] = positionals;

async function main(): Promise<void> {
  if (!queue) throw new Error('name a queue: npm run redrive -- QUEUE');
  const { moved, back } = values.region
    ? await redriveInAws(queue, values.region)
    : await redriveLocally(queue, platformUrl(values.url));
  process.stdout.write(`${moved} messages went back from ${queue}, ${back} of them died again\n`);
  if (back > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`redrive: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
