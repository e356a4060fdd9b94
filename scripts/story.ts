// `npm run story -- ORDER_ID [--data-dir DIR]`: an order's whole story from the platform's logs alone: requests and webhooks,
// what each of them and each message wrote, what was announced, published and heard. Ends with 1 when no line knows the order.
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { follow } from './story/follow.ts';
import { readLogs } from './story/lines.ts';
import { tell } from './story/tell.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'data-dir': { type: 'string', default: join('.oneshelf', 'data') } },
});
const [orderId] = positionals;

function storyOf(order: string): string[] {
  const story = tell(follow(readLogs(join(values['data-dir'], 'logs')), order));
  if (story.length === 0) throw new Error(`no line in ${values['data-dir']} tells of ${order}`);
  return story;
}

try {
  if (!orderId) throw new Error('name an order: npm run story -- ORDER_ID');
  process.stdout.write(`${storyOf(orderId).join('\n')}\n`);
} catch (error) {
  process.stderr.write(`story: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
