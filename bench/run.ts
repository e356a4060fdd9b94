// `npm run bench [-- checkout|profile|cold|quotes|promotions|price|neighbours|all] [--quick] [--set-baseline]`: measures, and writes RESULTS.md and results.json.
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { synthesise } from '../local/synth.ts';
import { measureCheckout } from './checkout.ts';
import { measureCold } from './cold.ts';
import { measureNeighbours } from './neighbours.ts';
import { measurePrice, writeBaseline } from './price.ts';
import { measureProfile } from './profile.ts';
import { measurePromotions, slowPromotions } from './promotions.ts';
import { measureQuotes } from './quotes.ts';
import { coldBound, keepsColdBound } from './report/cold.ts';
import { type Measured, stampOf } from './report/machine.ts';
import { badNeighbours } from './report/neighbours.ts';
import { writePage } from './report/page.ts';
import { type Results, readResults, writeResults } from './report/results.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, 'set-baseline': { type: 'boolean', default: false } },
});
const { quick } = values;
const say = (line: string) => process.stdout.write(`${line}\n`);

const assembly = (): Promise<string> => {
  const root = process.cwd();
  return synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly'), environment: process.env });
};

const checkout = async (): Promise<Results['checkout']> => {
  const measured = stamp('checkout');
  const size = quick ? { orders: 60, warmUp: 40, repeats: 1 } : { orders: 400, warmUp: 400, repeats: 3 };
  return { measured, figures: await measureCheckout({ inFlight: [1, 8, 32], ...size }) };
};

const profile = async (): Promise<Results['profile']> => {
  const measured = stamp('profile');
  return { measured, figures: await measureProfile(await assembly(), quick ? 100 : 600) };
};

const cold = async (): Promise<Results['cold']> => {
  const measured = stamp('cold');
  const figures = await measureCold(quick ? 3 : 7);
  if (!keepsColdBound(figures)) refuse(`importing the checkout takes over ${coldBound} x the SDK's client`);
  return { measured, figures };
};

const quotes = async (): Promise<Results['quotes']> => {
  const measured = stamp('quotes');
  const plan = { promotions: [10, 100, 1_000, 10_000], cartLines: [2, 20], windowMs: quick ? 300 : 2_000 };
  const requests = quick ? { promotions: [10], count: 100 } : { promotions: [10, 1_000], count: 600 };
  return { measured, figures: await measureQuotes({ ...plan, requests }) };
};

const promotions = async (): Promise<Results['promotions']> => {
  const measured = stamp('promotions');
  const size = quick ? { windowMs: 300, rounds: 1, snapshot: 5_000 } : { windowMs: 1_500, rounds: 5, snapshot: 50_000 };
  const storewide = [5, 20, 40].flatMap((lines) => [1, 2, 3].map((perLine) => [lines, perLine] as const));
  const figures = await measurePromotions({ storewide, promotions: [10, 100, 1_000, 10_000], eligible: 7, ...size });
  for (const reason of slowPromotions(figures)) refuse(reason);
  return { measured, figures };
};

const price = async (): Promise<Results['price']> => {
  const measured = stamp('price');
  const figures = await measurePrice(await assembly(), quick ? 5 : 20);
  if (values['set-baseline']) writeBaseline(figures.usage);
  else for (const { item, before, now } of figures.grown) refuse(`${item} grew from ${before} to ${now}`);
  return { measured, figures };
};

const neighbours = async (): Promise<Results['neighbours']> => {
  const measured = stamp('neighbours');
  const plan = quick ? { rounds: 1, orders: 100, customers: 80 } : { rounds: 3, orders: 400, customers: 1_600 };
  const figures = await measureNeighbours(await assembly(), plan);
  for (const reason of badNeighbours(figures)) refuse(reason);
  return { measured, figures };
};

const measures = { checkout, profile, cold, quotes, promotions, price, neighbours } satisfies {
  [Name in keyof Results]: () => Promise<Results[Name]>;
};

function stamp(name: string): Measured {
  return stampOf(`npm run bench -- ${name}${quick ? ' --quick' : ''}`);
}

function refuse(reason: string): void {
  say(`beyond the bound: ${reason}`);
  process.exitCode = 1;
}

const isMeasure = (name: string): name is keyof typeof measures => Object.hasOwn(measures, name);

// Functions run in UTC on AWS, and local platforms of this process take its zone.
process.env.TZ = 'UTC';
const wanted = positionals.length === 0 || positionals.includes('all') ? Object.keys(measures) : positionals;
for (const name of wanted) {
  if (!isMeasure(name)) throw new Error(`there is no measure ${name}: ${Object.keys(measures).join(', ')}`);
  say(`measuring ${name}`);
  const section = await measures[name]();
  writeResults({ ...readResults(), [name]: section });
  writePage(readResults());
}
say('bench/RESULTS.md is written');
