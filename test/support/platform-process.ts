// A platform in a process of its own, to be killed: `node platform-process.ts <assembly> <data folder>` prints its address.
// Told `crash` over the channel of its parent, it loses every worker and goes on.
import { startPlatform } from '../../local/platform.ts';

const [assemblyDir = '', dataDir = ''] = process.argv.slice(2);
const platform = await startPlatform({ assemblyDir, dataDir, retryMs: 20 });
process.on('message', (message) => {
  if (message === 'crash') void platform.core.functions.crash();
});
process.stdout.write(`${platform.url}\n`);
