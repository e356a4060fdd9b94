import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { loadAssembly } from './assembly.ts';
import { type FunctionSpec, functionSpec } from './function-spec.ts';
import type { Platform } from './platform.ts';
import { type SynthOptions, synthesise } from './synth.ts';

const watched = ['functions', 'shared', 'events'];
// An editor writes a file in several steps, and a branch switch touches hundreds.
const settleMs = 150;

const changed = (before: FunctionSpec, after: FunctionSpec): boolean =>
  before.directory.split('/').at(-1) !== after.directory.split('/').at(-1) ||
  JSON.stringify(before.environment) !== JSON.stringify(after.environment);

/** Puts the code of a new assembly behind the running functions; returns the names of those that changed. */
export function reload(platform: Platform, assemblyDir: string): string[] {
  const { functions, blueprint } = platform.core;
  const fresh = loadAssembly(assemblyDir, blueprint.realm).filter(({ type }) => type === 'AWS::Lambda::Function');
  const running = new Map(functions.all().map((pool) => [pool.spec.name, pool.spec]));
  const reloaded: string[] = [];
  const waitedFor = new Set([...running].flatMap(([name, { background }]) => (background ? [] : [name])));
  for (const spec of fresh.map((each) => functionSpec(each, waitedFor))) {
    const before = running.get(spec.name);
    if (before === undefined) continue;
    if (!changed(before, spec)) {
      // Old assemblies are cleared away in time, so even unchanged code is read from the new one.
      functions.get(spec.name, 'hot reload').relocate(spec.directory);
      continue;
    }
    functions.replace({ ...spec, accessKeyId: before.accessKeyId });
    reloaded.push(spec.name);
  }
  return reloaded;
}

/** Watches the sources of the functions and reloads what changed; returns how to stop watching. */
export function watchSources(platform: Platform, synth: SynthOptions, say: (line: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const refresh = async (): Promise<void> => {
    try {
      const names = reload(platform, await synthesise(synth));
      if (names.length > 0) say(`reloaded ${names.join(', ')}`);
    } catch (error) {
      say(`not reloaded: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const touched = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(refresh);
    }, settleMs);
  };
  const folders = watched.map((name) => join(synth.root, name)).filter((folder) => existsSync(folder));
  const watchers: FSWatcher[] = folders.map((folder) => watch(folder, { recursive: true }, touched));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
