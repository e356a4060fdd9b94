import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { lambdaSources, relaySource } from '../../infra/bundle.ts';

// Packages in CommonJS ask for Node's builtins, and an ESM file has no `require` of its own.
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

const folderOf = (source: string): string => source.replace(/\.ts$/, '').replaceAll('/', '--');

/** Bundles every function into `<outDir>/<source>/index.mjs` with a source map: what is deployed has none to find the way back. */
export async function bundleWithMaps(root: string, outDir: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      lambdaSources(root).map((source) => [`${folderOf(source)}/index`, resolve(source)]),
    ),
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    alias: { '@aws-sdk/lib-dynamodb': resolve('shared/platform/dynamodb-commands.ts') },
    banner: { js: banner },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  });
}

/** The folder of a deployed function's code: `local-orders-place-order` is functions/orders/place-order.ts. */
export function bundleFolderOf(functionName: string, outDir: string): string {
  const [, context = '', ...words] = functionName.split('-');
  const own = join(outDir, folderOf(`functions/${context}/${words.join('-')}.ts`));
  return existsSync(own) ? own : join(outDir, folderOf(relaySource));
}
