// `npm start`: synthesises the template and runs it on this machine until Ctrl-C.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { type StartArguments, startArguments } from './arguments.ts';
import { watchSources } from './hot-reload.ts';
import { buildPages } from './page-build.ts';
import { type Platform, startPlatform } from './platform.ts';
import { synthesise } from './synth.ts';

const root = resolve(import.meta.dirname, '..');
const say = (line: string) => process.stdout.write(`${line}\n`);

// Workers take the process's zone and cannot set their own; Lambda runs in UTC.
process.env.TZ = 'UTC';

const dataDirOf = ({ dataDir, ephemeral }: StartArguments): string =>
  ephemeral ? mkdtempSync(join(tmpdir(), 'oneshelf-')) : resolve(dataDir ?? join(root, '.oneshelf', 'data'));

const addresses = (platform: Platform, dataDir: string): string[] => [
  '',
  `  Oneshelf is up: ${platform.core.functions.all().length} functions, ${platform.core.tables.size} tables, ${platform.core.engine.kind}`,
  '',
  `  storefront   ${platform.url}/`,
  `  console      ${platform.url}/console`,
  `  API          ${platform.url}/v1`,
  `  API docs     ${platform.url}/docs   ${platform.url}/openapi.json`,
  `  health       ${platform.url}/health`,
  `  AWS endpoint ${platform.core.endpoint.url}   (functions only)`,
  `  state, logs  ${dataDir}`,
  '',
  '  Ctrl-C stops it.',
  '',
];

const impatientMs = 500;

const stopOnSignal = (stop: () => Promise<void>): void => {
  let stoppingSince: number | undefined;
  const end = () => {
    if (stoppingSince !== undefined) {
      // A second Ctrl-C means now; npm passes the first one on, so that it comes twice within milliseconds.
      if (performance.now() - stoppingSince > impatientMs) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    say('stopping');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
};

type Seed = { seed(url: string): Promise<void> };

const seedFile = join(root, 'local', 'seed.ts');

const fillOnce = async (platform: Platform, isWanted: boolean): Promise<void> => {
  const { state } = platform.core;
  if (!isWanted || !existsSync(seedFile) || state.read('seed', 'done') !== undefined) return;
  const { seed } = (await import(pathToFileURL(seedFile).href)) as Seed;
  try {
    await seed(platform.url);
    state.write('seed', 'done', new Date().toISOString());
    say('demo data is in');
  } catch (error) {
    // The platform is of use without it, and the next start tries again: sowing twice doubles nothing.
    say(`demo data is not complete: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const main = async (): Promise<void> => {
  const wanted = startArguments(process.argv.slice(2), process.env);
  const dataDir = dataDirOf(wanted);
  const synth = { root, cacheDir: join(root, '.oneshelf', 'assembly'), environment: process.env };
  const platform = await startPlatform({
    assemblyDir: await synthesise(synth),
    dataDir,
    root,
    port: wanted.port,
    dynamodbEndpoint: process.env.ONESHELF_DYNAMODB_ENDPOINT,
  });
  for (const line of addresses(platform, dataDir)) say(line);
  const unwatch = watchSources(platform, synth, say);
  stopOnSignal(async () => {
    unwatch();
    await platform.stop();
    if (wanted.ephemeral) rmSync(dataDir, { recursive: true, force: true });
  });
  await Promise.all([buildPages(root, say), fillOnce(platform, !wanted.empty)]);
};

const reasonOf = (error: unknown): string => {
  const { code, port, message } = error as { code?: unknown; port?: unknown; message?: unknown };
  return code === 'EADDRINUSE' ? `port ${port} is taken: name another one in PORT` : String(message ?? error);
};

main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});
