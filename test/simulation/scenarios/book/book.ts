import type { Scenario } from '../stage.ts';
import { audits, people } from './audits.ts';
import { counted } from './counted.ts';
import type { Page } from './desk.ts';
import { draws, drawsLate } from './draws.ts';
import { edits } from './edits.ts';
import { groups } from './groups.ts';
import { overdue, shelves } from './holds.ts';
import { large } from './large.ts';
import { law } from './law.ts';
import { line } from './line.ts';
import { ends } from './long.ts';
import { counter, returns } from './orders.ts';
import { parcels } from './parcels.ts';
import { payments } from './payments.ts';
import { plannedPrices, proposals, secrets } from './prices.ts';
import { campaigns, codes, windows } from './promotions.ts';
import { readingOf } from './reading.ts';
import { referrals, rewardsOver } from './referrals.ts';
import { tills } from './tills.ts';

/** Every page of the book. */
export const pages: readonly Page[] = [
  plannedPrices,
  secrets,
  proposals,
  draws,
  drawsLate,
  law,
  windows,
  codes,
  campaigns,
  returns,
  counter,
  parcels,
  line,
  ends,
  tills,
  audits,
  people,
  large,
  referrals,
  rewardsOver,
  groups,
  counted,
  overdue,
  shelves,
  payments,
  edits,
];

/** What is answered when, word by word: one page a seed, by turns, on a day on which nothing fails. */
export const book: Scenario = { ...readingOf(pages), name: 'book', isCalm: true };
