import { parseArgs } from 'node:util';
import { readTime } from './online-retail.ts';
import type { Days } from './plan.ts';

/** What the command line says. */
export interface Arguments {
  format: Format;
  /** One file of Online Retail, or those of Complete Journey. */
  files: string[];
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

const USAGE = [
  'npm run import -- FILE.csv[.gz] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--url URL] [--currency CODE] [--source NAME]',
  'npm run import -- --format completejourney FILES... [--url URL] [--currency CODE] [--source NAME]',
].join('\n');

const SOURCES = { 'online-retail': 'uci-online-retail', completejourney: 'completejourney' } as const;

/** What the files are. */
export type Format = keyof typeof SOURCES;

const TEXT = { type: 'string' } as const;
const options = { format: TEXT, from: TEXT, to: TEXT, url: TEXT, currency: TEXT, source: TEXT };

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

function formatOf(name = 'online-retail'): Format {
  if (!(name in SOURCES)) throw new WrongArguments(`${name} is no format\n${USAGE}`);
  return name as Format;
}

/** Reads the command line. Throws `WrongArguments`. */
export function readArguments(argv: string[]): Arguments {
  const { values, positionals } = parse(argv);
  const { from, to, url, currency } = values;
  const format = formatOf(values.format);
  const isWhole = format === 'completejourney' && from === undefined && to === undefined;
  if (positionals.length === 0 || (positionals.length > 1 && !isWhole)) throw new WrongArguments(USAGE);
  checkDays({ from, to }, [from, to]);
  const source = values.source ?? SOURCES[format];
  return { format, files: positionals, url, days: { from, to }, source, currency };
}
