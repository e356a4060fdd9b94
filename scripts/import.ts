/**
 * npm run import -- FILE.csv[.gz] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--url URL] [--currency CODE] [--source NAME]
 * npm run import -- --format completejourney FILES... [--url URL] [--currency CODE] [--source NAME]
 * Brings a file in the UCI Online Retail format, or the files of Complete Journey, into the shop. It may be stopped and started again at any time: what is
 * there already is not taken twice. Ends with 0 when file and shop agree to the penny, 1 when not, 2 on wrong arguments.
 */
import process from 'node:process';
import { optionalSetting } from '../shared/platform/env.ts';
import { world } from '../shared/platform/world.ts';
import { readArguments, WrongArguments } from './import/arguments.ts';
import { importCompleteJourney } from './import/complete-journey/main.ts';
import { currencyDigits } from './import/minor-units.ts';
import { type Days, makePlan } from './import/plan.ts';
import { showProgress } from './import/progress.ts';
import { readFile } from './import/read-file.ts';
import { accountFor, expectedSales, isAccounted, isEqual } from './import/reconcile.ts';
import { daysTable, fatesTable } from './import/report.ts';
import { type Shop, sendOrders, sendReturns, type Target } from './import/send-plan.ts';
import { settle } from './import/settle.ts';
import { openShop, type ShopClient } from './import/shop-client.ts';
import { platformUrl } from './platform-url.ts';

const now = () => Date.parse(world.now());
const progress = (what: string, total?: number) => showProgress(process.stderr, now, what, total);

async function readShop(client: ShopClient, currency: string | undefined): Promise<Shop> {
  const { status, body } = await client.send('GET', '/v1/shop');
  if (status !== 200) throw new Error(`the shop does not say its currency and time zone: ${status}`);
  const shop = body as unknown as Shop;
  if (currency !== undefined && currency !== shop.currency) {
    throw new WrongArguments(`the file is in ${currency}, the shop in ${shop.currency}`);
  }
  return shop;
}

async function readWhole(file: string, digits: number) {
  const reading = progress('lines read');
  const contents = await readFile(file, digits, () => reading.step());
  reading.end();
  return contents;
}

async function importOnlineRetail(target: Target, file: string, days: Days): Promise<boolean> {
  const { client, shop } = target;
  const digits = currencyDigits(shop.currency);
  const { readings, control } = await readWhole(file, digits);
  const plan = makePlan(readings, days);
  await sendOrders(target, plan);
  const sent = await sendReturns(target, plan);

  const fates = accountFor(control, days, plan, sent);
  const balances = await settle(client, expectedSales(control, days, sent), progress);
  const report = [`Amounts in ${shop.currency}.`, ...fatesTable(fates, digits), '', ...daysTable(balances, digits)];
  process.stdout.write(`${report.join('\n')}\n`);
  return isAccounted(fates) && balances.every(isEqual);
}

async function main(): Promise<boolean> {
  const { format, files, days, source, currency, ...where } = readArguments(process.argv.slice(2));
  const url = platformUrl(where.url);
  process.stderr.write(`${files.join(' ')} -> ${url}\n`);
  const client = openShop(url, optionalSetting('ONESHELF_TOKEN'));
  const target = { client, shop: await readShop(client, currency), source, progress };
  if (format === 'completejourney') return importCompleteJourney(target, files);
  return importOnlineRetail(target, files[0] ?? '', days);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof WrongArguments ? 2 : 1;
}
