// A platform in a process of its own, to be killed: `node platform-process.ts <assembly> <data folder>` prints its address.
// Over the channel of its parent it is told `crash` (it loses every worker and goes on) or `kill-engine` (its DynamoDB engine
// is killed with SIGKILL; it says when another one is in its place).
import { startPlatform } from '../../local/platform.ts';

const [assemblyDir = '', dataDir = ''] = process.argv.slice(2);
// Between two tries of a message there is time for what died to be started again, as there is in AWS.
const platform = await startPlatform({ assemblyDir, dataDir, retryMs: 1_000 });

const killEngine = async (): Promise<void> => {
  const { engine } = platform.core;
  const { pid, restarts } = engine;
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  while (engine.restarts === restarts) await new Promise((resolve) => setTimeout(resolve, 5));
  process.send?.('engine-replaced');
};

process.on('message', (message) => {
  if (message === 'crash') void platform.core.functions.crash();
  if (message === 'kill-engine') void killEngine();
});
process.stdout.write(`${platform.url}\n`);
