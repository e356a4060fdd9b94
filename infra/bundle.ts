import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join, resolve } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';
import { build } from 'esbuild';

/** One function's code, ready to be an asset: `index.mjs` that exports `handler`, and the chunks it loads, if any. */
export interface BundledFunction {
  readonly directory: string;
  /** Hash of the content; equal code is never deployed twice. */
  readonly hash: string;
  /** Sum of the files, in bytes. */
  readonly bytes: number;
}

/** The source file, from the root of the repository, that is deployed once for every context with an outbox. */
export const relaySource = 'shared/platform/relay-outbox.ts';

const exportsHandler = /^export (const|function|async function) handler\b/m;

/** Every Lambda of the repository: `functions/<context>/<name>.ts` where the file exports a `handler`, and the outbox relay. */
export const lambdaSources = (root: string): string[] => {
  const files = readdirSync(join(root, 'functions'), { recursive: true, encoding: 'utf8' })
    .map((file) => `functions/${file.replaceAll('\\', '/')}`)
    .filter((file) => /^functions\/[^/]+\/[^/]+\.ts$/.test(file));
  return [...files, relaySource].filter((file) => isLambda(join(root, file))).sort();
};

const isLambda = (file: string): boolean => {
  try {
    return exportsHandler.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
};

const builtins = new RegExp(`^(node:.+|${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`);

/**
 * Takes Node's builtins through `process.getBuiltinModule`. An ESM import of `node:http` evaluates every export, undici
 * among them, and costs 30 ms of each cold start; and a CommonJS package would otherwise need a `require` made at start.
 */
const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: builtins }, ({ path }) => ({
      path: path.replace(/^node:/, ''),
      namespace: 'builtin',
    }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}');`,
      loader: 'js',
    }));
  },
};

const entryName = (source: string): string => source.replace(/\.ts$/, '').replaceAll('/', '--');

const closureOf = (outputs: Metafile['outputs'], file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { path, external } of outputs[file]?.imports ?? []) {
    if (!external) closureOf(outputs, path, seen);
  }
  return seen;
};

const assetOf = (files: ReadonlySet<string>, entry: string, directory: string): BundledFunction => {
  mkdirSync(directory, { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  for (const file of [...files].sort()) {
    const name = file === entry ? 'index.mjs' : basename(file);
    const content = readFileSync(file);
    hash.update(name).update(content);
    bytes += content.length;
    copyFileSync(file, join(directory, name));
  }
  return { directory, hash: hash.digest('hex'), bytes };
};

/** How the functions' code is laid out. */
export interface BundleOptions {
  /**
   * Whether functions share chunks. Three times quicker to build, but a function of forty files takes 25 ms more CPU to
   * import than the same in one file (measured on the checkout): for a developer's machine, where rebuilds are many.
   */
  readonly sharesChunks?: boolean;
}

/**
 * Bundles all functions in one esbuild call and gives each a folder under `outDir` with all it loads and nothing else.
 * `sources` are paths from the working directory, which must be the root of the repository. The answer is keyed by source.
 */
export const bundle = async (
  sources: readonly string[],
  outDir: string,
  { sharesChunks = false }: BundleOptions = {},
): Promise<ReadonlyMap<string, BundledFunction>> => {
  const built = join(outDir, 'all');
  rmSync(outDir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: Object.fromEntries(sources.map((source) => [entryName(source), resolve(source)])),
    outdir: built,
    outExtension: { '.js': '.mjs' },
    alias: { '@aws-sdk/lib-dynamodb': resolve('shared/platform/dynamodb-commands.ts') },
    plugins: [lazyBuiltins],
    bundle: true,
    splitting: sharesChunks,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    keepNames: true,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  // A dynamic import of a builtin makes an entry point of its own, which is nobody's function.
  const entries = Object.entries(metafile.outputs).flatMap(([file, { entryPoint }]) =>
    entryPoint && !entryPoint.startsWith('builtin:') ? [{ file, entryPoint }] : [],
  );
  return new Map(
    entries.map(({ file, entryPoint }) => [
      entryPoint,
      assetOf(closureOf(metafile.outputs, file), file, join(outDir, entryName(entryPoint))),
    ]),
  );
};
