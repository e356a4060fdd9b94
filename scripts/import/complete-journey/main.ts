import process from 'node:process';
import { readable } from '../minor-units.ts';
import { isEqual } from '../reconcile.ts';
import { daysTable, table } from '../report.ts';
import type { Target } from '../send-plan.ts';
import { settle } from '../settle.ts';
import { type Purchases, readBaskets } from './baskets.ts';
import { couponsOf, type Fate, matchRedemptions } from './campaigns.ts';
import { expectedSales } from './control.ts';
import { goodsOf } from './goods.ts';
import { readFiles } from './read.ts';
import { sendBaskets, sendCoupons, sendGoods } from './send.ts';

const DIGITS = 2;

const number = (value: number) => value.toLocaleString('en');
const money = (amount: number) => readable(BigInt(amount), DIGITS);

function purchasesTable({ read, imported, aside }: Purchases): string[] {
  const rows = [...aside].map(([reason, { lines, amount }]) => [`set aside: ${reason}`, number(lines), money(amount)]);
  return table([
    ['', 'lines', 'paid'],
    ['read', number(read), ''],
    ['imported', number(imported.lines), money(imported.amount)],
    ...rows,
  ]);
}

function redemptionsTable(fates: ReadonlyMap<Fate, number>): string[] {
  const rows = [...fates].sort(([a], [b]) => (a < b ? -1 : 1)).map(([fate, count]) => [fate, number(count)]);
  const total = [...fates.values()].reduce((sum, count) => sum + count, 0);
  return table([['redemptions', number(total)], ...rows]);
}

/** Every line is in the shop or set aside whole; an amount that is set aside of a line that is there leaves it there. */
const isAccounted = ({ read, imported, aside }: Purchases) =>
  read ===
  imported.lines + (aside.get('no units were sold')?.lines ?? 0) + (aside.get('an amount cannot be read')?.lines ?? 0);

/** Brings Complete Journey into the shop; true when file and shop agree to the cent. It may be stopped and started again. */
export async function importCompleteJourney(target: Target, paths: readonly string[]): Promise<boolean> {
  const { tables, unused } = await readFiles(paths);
  const purchases = readBaskets(tables.transactions);
  const { baskets } = purchases;
  const redeemed = matchRedemptions(tables.redemptions, baskets, tables.coupons);
  const { coupons, without } = couponsOf(tables, baskets, redeemed);
  const goods = goodsOf(baskets, tables.products);
  await sendGoods(target, goods);
  const ids = await sendCoupons(target, coupons);
  await sendBaskets(target, baskets, redeemed, ids);
  const days = await settle(target.client, expectedSales(tables.transactions), target.progress);
  const campaigns = new Set(coupons.map(({ campaign }) => campaign)).size;
  const report = [
    ...purchasesTable(purchases),
    isAccounted(purchases) ? 'Every line is accounted for.' : 'NOT every line is accounted for.',
    '',
    ...redemptionsTable(redeemed.fates),
    '',
    `${number(baskets.length)} baskets, ${number(goods.length)} products; ${campaigns} of ${tables.campaigns.length} campaigns,`,
    `${number(coupons.length)} coupons as promotions, ${number(without)} without any product that was bought.`,
    ...(unused.length > 0 ? [`Nothing is taken from ${unused.length} of the files.`] : []),
    '',
    ...daysTable(days, DIGITS),
  ];
  process.stdout.write(`${report.join('\n')}\n`);
  return isAccounted(purchases) && days.every(isEqual);
}
