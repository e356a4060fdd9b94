import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { lambdaSources } from '../../../infra/bundle.ts';
import type { AwsError } from '../../../shared/platform/aws-wire.ts';
import type { World } from '../../../shared/platform/world.ts';
import { replacements } from './replacements.ts';

/** A Lambda's handler as the runtime calls it. */
export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** What the code under test may read of the moment it runs in; filled by the world. */
export interface Moment {
  /** The clock that the running environment believes in, milliseconds. */
  clock(): number;
  /** The environment variables of the running function. */
  variables(): Record<string, string | undefined>;
  /** Takes a log line. */
  log(level: string, message: string, more: unknown): void;
}

/** The repository's functions, in one module. */
export interface Code {
  /** Handlers by source file: `functions/orders/place-order.ts`. */
  handlers: ReadonlyMap<string, Handler>;
  /** Puts a world under the functions. */
  install(world: World, moment: Moment): void;
  AwsError: typeof AwsError;
}

/** One source file in another shape: how bugs are planted. */
export interface SourceChange {
  /** The file, from the root of the repository. */
  file: string;
  transform(text: string): string;
}

const root = process.cwd();

const changing = ({ file, transform }: SourceChange): Plugin => ({
  name: 'source-change',
  setup(pluginBuild) {
    const path = resolve(root, file);
    const filter = new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    pluginBuild.onLoad({ filter }, async () => {
      const { readFile } = await import('node:fs/promises');
      return { contents: transform(await readFile(path, 'utf8')), loader: 'ts' };
    });
  },
});

const entryOf = (sources: readonly string[]): string =>
  [
    ...sources.map((source, index) => `export { handler as h${index} } from './${source}';`),
    `export { replaceWorld } from './shared/platform/world.ts';`,
    `export { AwsError } from './shared/platform/aws-wire.ts';`,
  ].join('\n');

async function bundled(sources: readonly string[], changes: readonly SourceChange[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entryOf(sources), resolveDir: root, loader: 'ts' },
    alias: { '@aws-sdk/lib-dynamodb': resolve(root, 'shared/platform/dynamodb-commands.ts') },
    plugins: [replacements, ...changes.map(changing)],
    define: { 'Math.random': 'simulatedRandom', 'performance.now': 'Date.now' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

const refuse = (what: string) => () => {
  throw new Error(`the code under test reads ${what} past its world`);
};

function dateOf(moment: () => Moment): DateConstructor {
  return class extends Date {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [moment().clock()] : given) as []));
    }
    static override now(): number {
      return moment().clock();
    }
  } as unknown as DateConstructor;
}

/** Loads the functions anew, each kept variable in them fresh; `changes` are made to their sources first. */
export async function loadCode(...changes: SourceChange[]): Promise<Code> {
  const sources = lambdaSources(root);
  let moment: Moment = { clock: () => 0, variables: () => ({}), log: () => undefined };
  const real = createRequire(resolve(root, 'package.json'));
  const given: Record<string, unknown> = {
    'node:process': {
      get env() {
        return moment.variables();
      },
    },
    'simulated:log': (level: string, message: string, more: unknown) => moment.log(level, message, more),
  };
  const names = ['exports', 'require', 'module', 'Date', 'simulatedRandom', 'setTimeout', 'setInterval', 'fetch'];
  const evaluate = compileFunction(await bundled(sources, changes), names, { filename: 'functions-under-test.cjs' });
  const loaded = { exports: {} as Record<string, unknown> };
  const timers = refuse('a timer');
  evaluate(
    loaded.exports,
    (name: string) => given[name] ?? real(name),
    loaded,
    dateOf(() => moment),
    refuse('randomness'),
    timers,
    timers,
    refuse('the network'),
  );
  const { exports } = loaded;
  return {
    handlers: new Map(sources.map((source, index) => [source, exports[`h${index}`] as Handler])),
    AwsError: exports.AwsError as typeof AwsError,
    install(world, under) {
      moment = under;
      (exports.replaceWorld as (world: World) => void)(world);
    },
  };
}
