import { parseArgs } from 'node:util';
import { readTime } from './online-retail.ts';
import type { Days } from './plan.ts';

/** What the command line says. */
export interface Arguments {
  file: string;
  /** Where the shop listens; undefined for the usual place. */
  url?: string;
  days: Days;
  /** The name under which the shop keeps where the orders came from. */
  source: string;
  /** What the file's prices are in, where the caller wants it checked. */
  currency?: string;
}

/** The command was called in a way it cannot follow. */
export class WrongArguments extends Error {}

const USAGE =
  'npm run import -- FILE.csv[.gz] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--url URL] [--currency CODE] [--source NAME]';

const TEXT = { type: 'string' } as const;
const options = { from: TEXT, to: TEXT, url: TEXT, currency: TEXT, source: TEXT };

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options });
  } catch (error) {
    throw new WrongArguments(`${(error as Error).message}\n${USAGE}`);
  }
}

function checkDays({ from = '0000', to = '9999' }: Days, given: readonly (string | undefined)[]): void {
  const wrong = given.find((day) => day !== undefined && !readTime(`${day} 00:00:00`));
  if (wrong !== undefined) throw new WrongArguments(`${wrong} is no day\n${USAGE}`);
  if (from > to) throw new WrongArguments(`the days end before they start\n${USAGE}`);
}

/** Reads the command line. Throws `WrongArguments`. */
export function readArguments(argv: string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new WrongArguments(USAGE);
  const { from, to, url, currency, source = 'uci-online-retail' } = values;
  checkDays({ from, to }, [from, to]);
  return { file, url, days: { from, to }, source, currency };
}
