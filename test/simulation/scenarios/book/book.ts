import type { Scenario, Stage } from '../stage.ts';
import { audits, people } from './audits.ts';
import { counted } from './counted.ts';
import { type Desk, deskOf, type Page } from './desk.ts';
import { draws, drawsLate } from './draws.ts';
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
];

const pageOf = ({ seed }: Pick<Stage, 'seed'>) => pages[seed % pages.length] as Page;
const desks = new WeakMap<Stage, Desk>();

function deskAt(stage: Stage): Desk {
  const known = desks.get(stage) ?? deskOf(stage);
  desks.set(stage, known);
  return known;
}

/** Plays the page to its end: who is left without an answer is told of. */
async function read(stage: Stage): Promise<void> {
  const { name, play } = pageOf(stage);
  const { waiting } = stage.person('reader');
  waiting.add(`the page of ${name}`);
  await play(deskAt(stage));
  waiting.clear();
}

/** What is answered when, word by word: one page a seed, by turns, on a day on which nothing fails. */
export const book: Scenario = {
  name: 'book',
  strength: 0,
  isCalm: true,
  settings: () => ({ RESERVATION_SECONDS: '60' }),
  // A minute before the jobs of a morning.
  start: () => Date.UTC(2026, 2, 11, 0, 57),
  open: (stage) => pageOf(stage).open(deskAt(stage)),
  play: (stage) => stage.play(read(stage)),
  faultMs: 1_200_000,
  quietMs: 900_000,
};
