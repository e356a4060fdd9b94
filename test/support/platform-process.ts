// A platform in a process of its own, to be killed: `node platform-process.ts <assembly> <data folder>` prints its address.
import { startPlatform } from '../../local/platform.ts';

const [assemblyDir = '', dataDir = ''] = process.argv.slice(2);
const platform = await startPlatform({ assemblyDir, dataDir, retryMs: 20 });
process.stdout.write(`${platform.url}\n`);
