// A platform in a process of its own that is told by IPC what to suffer: `node shop.ts <assembly> <data folder>`.
// `watch` forgets what was seen; `report` answers the delays of the healthy messages since; `poison N` puts N messages that
// nobody can read on the queue of the sales figures; `campaign` wakes the birthday greetings; `busy` says whether they run.
import process from 'node:process';
import { startPlatform } from '../../local/platform.ts';

process.env.TZ = 'UTC';

const QUEUE = 'local-insights-record-sales';
const CAMPAIGN = 'local-campaigns-send-birthday-greetings';

const [assemblyDir = '', dataDir = ''] = process.argv.slice(2);
// Two seconds instead of a minute: poison has to come back while healthy messages pass.
const platform = await startPlatform({ assemblyDir, dataDir, retryMs: 2_000 });
platform.core.scheduler.stop();

const queue = platform.core.queues.get(QUEUE, 'bench');
let delays: number[] = [];
const remove = queue.remove.bind(queue);
queue.remove = (messages) => {
  for (const { sentAt } of messages) delays.push(Date.now() - sentAt);
  remove(messages);
};

const poison = (count: number): void => {
  for (let index = 0; index < count; index += 1) queue.send([{ body: 'nobody can read this' }]);
};

const answers: Record<string, (count: number) => unknown> = {
  watch: () => {
    delays = [];
  },
  report: () => ({ delays }),
  poison,
  campaign: () => platform.fireSchedule(CAMPAIGN),
  busy: () => ({ busy: platform.core.functions.get(CAMPAIGN, 'bench').pending > 0 || platform.core.async.running > 0 }),
};

process.on('message', ({ word, count = 0 }: { word: string; count?: number }) => {
  const answer = answers[word]?.(count) ?? {};
  process.send?.(answer);
});
process.on('SIGTERM', () => {
  void platform.stop().then(() => process.exit(0));
});
process.stdout.write(`health ${platform.url}/health\n`);
