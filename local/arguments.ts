import { parseArgs } from 'node:util';

/** What `npm start` is told. */
export interface StartArguments {
  /** No demo data. */
  empty: boolean;
  /** Where state is kept; undefined for the default folder. */
  dataDir: string | undefined;
  /** Keep nothing. */
  ephemeral: boolean;
  port: number;
}

const defaultPort = 4000;

/** Reads the command line and PORT; throws on an argument it does not know and on a port that is none. */
export function startArguments(argv: string[], environment: Record<string, string | undefined>): StartArguments {
  const { values } = parseArgs({
    args: argv,
    options: {
      empty: { type: 'boolean', default: false },
      'data-dir': { type: 'string' },
      ephemeral: { type: 'boolean', default: false },
    },
  });
  const port = environment.PORT === undefined || environment.PORT === '' ? defaultPort : Number(environment.PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is no port: ${environment.PORT}`);
  return { empty: values.empty, dataDir: values['data-dir'], ephemeral: values.ephemeral, port };
}
