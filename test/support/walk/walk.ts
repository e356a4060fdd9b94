import type { TestPlatform } from '../platform.ts';
import { backorders } from './backorders.ts';
import { budgets, unique } from './budgets.ts';
import { effects } from './effects.ts';
import { groupBuys } from './group-buys.ts';
import { largeOrders } from './large-orders.ts';
import { standInLine } from './line.ts';
import { lostInLine } from './lost-in-line.ts';
import { books, bringBack } from './money.ts';
import { browse, doubleClick, imports, look, otherEndings, wholeLife } from './orders.ts';
import { pricing } from './pricing.ts';
import { formerPrices, prizes } from './programmes.ts';
import { referrals } from './referrals.ts';
import { rehearsals } from './rehearsals.ts';
import { openShop } from './shop-work.ts';
import { stockKeeping } from './stock-keeping.ts';
import { tills } from './tills.ts';
import { openWalk, type Walker } from './walker.ts';

const CHAPTERS = [
  openShop,
  browse,
  wholeLife,
  otherEndings,
  doubleClick,
  unique,
  budgets,
  largeOrders,
  tills,
  backorders,
  groupBuys,
  standInLine,
  lostInLine,
  stockKeeping,
  imports,
  prizes,
  referrals,
  formerPrices,
  effects,
  bringBack,
  books,
  pricing,
  rehearsals,
  look,
];

/** One small scripted life of a shop that calls every route with success. Stops at the first chapter with a complaint. */
export async function walkThrough(platform: TestPlatform): Promise<Walker> {
  const walker = await openWalk(platform);
  for (const chapter of CHAPTERS) {
    // What a chapter stumbles over follows from the complaint before it.
    const stumble = await chapter(walker).catch((error: unknown) => error);
    if (walker.complaints.length > 0) throw new Error(walker.complaints.join('\n'));
    if (stumble) throw stumble;
  }
  return walker;
}
