import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a synthesis depends on. */
export interface SynthOptions {
  /** The repository's folder. */
  root: string;
  /** Where assemblies are kept, one folder per fingerprint. */
  cacheDir: string;
  /** The environment whose ONESHELF_ variables the stage takes. */
  environment: Record<string, string | undefined>;
  /** The CDK app, from the root; `infra/app.ts` unless told otherwise. */
  app?: string;
  /** Files and folders that the assembly depends on, from the root. */
  sources?: readonly string[];
}

const appFile = 'infra/app.ts';
const appSources = ['infra', 'functions', 'shared', 'events', 'package-lock.json'];
const keptAssemblies = 4;
const unusedMs = 600_000;

const stampOf = (path: string): string => {
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
};

const stampsUnder = (path: string): string[] => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [stampOf(path)];
  return readdirSync(path)
    .sort()
    .flatMap((name) => stampsUnder(join(path, name)));
};

/** Names, sizes and times of everything under these paths, as one short text: the same text, the same content. */
export function stampOfAll(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) for (const stamp of stampsUnder(path)) hash.update(`${stamp}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** What the assembly depends on, as one short text: the same text, the same assembly. */
function fingerprint({ root, environment, app = appFile, sources = appSources }: SynthOptions): string {
  const stamp = stampOfAll(sources.map((source) => join(root, source)));
  const hash = createHash('sha256').update(`${app} ${stamp}\n`);
  for (const name of Object.keys(environment).sort()) {
    if (name.startsWith('ONESHELF_')) hash.update(`${name}=${environment[name]}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

const runApp = ({ root, environment, app = appFile }: SynthOptions, outDir: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const context = JSON.stringify({ stage: 'local' });
    const child = spawn(process.execPath, [join(root, app)], {
      cwd: root,
      env: { ...environment, CDK_OUTDIR: outDir, CDK_CONTEXT_JSON: context },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the CDK app cannot be synthesised:\n${said}`)),
    );
  });

/** Clears assemblies away that nobody has started from for ten minutes; not waited for, it takes seconds on a slow disk. */
const forgetOld = async (cacheDir: string): Promise<void> => {
  const folders = await Promise.all(
    (await readdir(cacheDir)).map(async (name) => ({ name, usedAt: (await stat(join(cacheDir, name))).mtimeMs })),
  );
  const old = folders.sort((a, b) => b.usedAt - a.usedAt).slice(keptAssemblies);
  for (const { name, usedAt } of old) {
    if (usedAt < Date.now() - unusedMs) await rm(join(cacheDir, name), { recursive: true, force: true });
  }
};

/** Synthesises the stage `local` unless an assembly of the same sources is kept; returns its folder. */
export async function synthesise(options: SynthOptions): Promise<string> {
  const { cacheDir } = options;
  const assembly = join(cacheDir, fingerprint(options));
  if (existsSync(join(assembly, 'manifest.json'))) {
    const now = new Date();
    utimesSync(assembly, now, now);
    return assembly;
  }
  mkdirSync(cacheDir, { recursive: true });
  // Built aside and moved, so that two starts at once never read half an assembly.
  const building = `${assembly}.${process.pid}`;
  rmSync(building, { recursive: true, force: true });
  await runApp(options, building);
  if (existsSync(assembly)) rmSync(building, { recursive: true, force: true });
  else renameSync(building, assembly);
  // What another start clears away at the same moment is gone all the same.
  forgetOld(cacheDir).catch(() => undefined);
  return assembly;
}
