// A platform in a process of its own that can be profiled: `node shop.ts <assembly> <data folder> <bundle folder>`, told by IPC.
import process from 'node:process';
import { startPlatform } from '../../local/platform.ts';
import { addSamples } from './areas.ts';
import { bundleFolderOf } from './bundle.ts';
import { Recorder, type ThreadProfile } from './recorder.ts';
import { sourceFinder } from './source-maps.ts';

process.env.TZ = 'UTC';

const [assemblyDir = '', dataDir = '', bundleDir = ''] = process.argv.slice(2);
const platform = await startPlatform({ assemblyDir, dataDir });
for (const pool of platform.core.functions.all()) pool.relocate(bundleFolderOf(pool.spec.name, bundleDir));
const recorder = new Recorder();

const added = (profiles: ThreadProfile[], wanted: ThreadProfile['thread']): [string, number][] => {
  const into = new Map<string, number>();
  const sourceOf = sourceFinder();
  for (const { thread, profile } of profiles) if (thread === wanted) addSamples(profile, sourceOf, into);
  return [...into];
};

const report = async (): Promise<void> => {
  const profiles = await recorder.stop();
  process.send?.({ platform: added(profiles, 'platform'), functions: added(profiles, 'functions') });
};

process.on('message', (word) => {
  if (word === 'start') recorder.start();
  else if (word === 'report') void report();
});
process.on('SIGTERM', () => {
  void platform.stop().then(() => process.exit(0));
});
process.stdout.write(`health ${platform.url}/health\n`);
