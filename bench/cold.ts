import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BundledFunction, bundle, lambdaSources } from '../infra/bundle.ts';
import { median, round } from './load/statistics.ts';

/** One function's code as it is deployed: bytes, and milliseconds to import it in a fresh process. */
export interface ColdImport {
  source: string;
  bytes: number;
  gzipBytes: number;
  /** By the clock, median. */
  importMs: number;
  /** CPU of the process while it imported, median: other work on the machine does not show in it. */
  importCpuMs: number;
}

/** All functions against the yardsticks. */
export interface ColdFigures {
  runs: number;
  yardsticks: { bare: ColdImport; sdkClient: ColdImport; leanClient: ColdImport };
  functions: ColdImport[];
}

/** The function that a buyer waits for. */
export const checkoutSource = 'functions/orders/place-order.ts';

const yardstickSources = ['bench/cold/bare.ts', 'bench/cold/sdk-client.ts', 'bench/cold/lean-client.ts'] as const;

// Settings that modules may look at when they are loaded; no AWS is called.
const environment = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  STAGE: 'prod',
  CURRENCY: 'CNY',
  TIME_ZONE: 'Asia/Shanghai',
  RESERVATION_SECONDS: '900',
  EVENT_BUS: 'none',
};

const importing = (file: string): string => `
  const from = performance.now(), cpu = process.cpuUsage();
  const { handler } = await import(${JSON.stringify(pathToFileURL(file).href)});
  const { user, system } = process.cpuUsage(cpu);
  if (typeof handler !== 'function') throw new Error('no handler');
  process.stdout.write(JSON.stringify({ ms: performance.now() - from, cpuMs: (user + system) / 1000 }));
  process.exit(0);`;

type Sample = { ms: number; cpuMs: number };

const importOnce = ({ directory }: BundledFunction): Sample => {
  const script = importing(join(directory, 'index.mjs'));
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: environment });
  return JSON.parse(said.toString()) as Sample;
};

const gzipBytesOf = ({ directory }: BundledFunction): number =>
  readdirSync(directory).reduce((sum, file) => sum + gzipSync(readFileSync(join(directory, file))).length, 0);

/** Goes round all functions once a run, so that a busy moment of the machine falls on all of them. */
function importAll(code: ReadonlyMap<string, BundledFunction>, runs: number): Map<string, Sample[]> {
  const samples = new Map<string, Sample[]>([...code.keys()].map((source) => [source, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [source, built] of code) samples.get(source)?.push(importOnce(built));
  }
  return samples;
}

const only = (found: ColdImport | undefined): ColdImport => {
  if (found === undefined) throw new Error('a function was not bundled');
  return found;
};

/** Bundles every function and the yardsticks as they are deployed, and imports each in `runs` fresh processes. */
export async function measureCold(runs: number): Promise<ColdFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'oneshelf-cold-'));
  try {
    const code = await bundle([...yardstickSources, ...lambdaSources(process.cwd())], folder);
    const samples = importAll(code, runs);
    const imports = [...code].map(([source, built]): ColdImport => {
      const taken = samples.get(source) ?? [];
      const importMs = round(median(taken.map(({ ms }) => ms)));
      const importCpuMs = round(median(taken.map(({ cpuMs }) => cpuMs)));
      return { source, bytes: built.bytes, gzipBytes: gzipBytesOf(built), importMs, importCpuMs };
    });
    const [bare, sdkClient, leanClient] = yardstickSources.map((wanted) =>
      imports.find(({ source }) => source === wanted),
    );
    const functions = imports.filter(({ source }) => !source.startsWith('bench/'));
    return {
      runs,
      yardsticks: { bare: only(bare), sdkClient: only(sdkClient), leanClient: only(leanClient) },
      functions: functions.sort((a, b) => (a.source < b.source ? -1 : 1)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
