import { abreast, late } from '../lives.ts';
import type { Scenario, Stage } from '../stage.ts';
import { drawsTogether } from './draws.ts';
import { groupsTogether } from './groups.ts';
import { type Hands, handsOf, type Scene } from './hands.ts';
import { ordersTogether } from './orders.ts';
import { pricesTogether } from './prices.ts';
import { promotionsTogether } from './promotions.ts';
import { referralsTogether } from './referrals.ts';
import { stockTogether } from './stock.ts';

const scenes: readonly Scene[] = [
  stockTogether,
  pricesTogether,
  promotionsTogether,
  drawsTogether,
  ordersTogether,
  groupsTogether,
  referralsTogether,
];
/** By turns a third of all writes arrives late, or the first of every run. */
const fateOf = (stage: Stage) => (Math.floor(stage.seed / scenes.length) % 2 === 0 ? late(stage) : abreast());

const sceneOf = ({ seed }: Pick<Stage, 'seed'>) => scenes[seed % scenes.length] as Scene;
const known = new WeakMap<Stage, Hands>();

function handsAt(stage: Stage): Hands {
  const hands = known.get(stage) ?? handsOf(stage);
  known.set(stage, hands);
  return hands;
}

/** Three do the very same at the same moment, and what they write arrives late: one scene a seed, by turns. */
export const together: Scenario = {
  name: 'together',
  strength: 0,
  isCalm: true,
  settings: () => ({ RESERVATION_SECONDS: '60' }),
  start: () => Date.UTC(2026, 2, 11, 0, 57),
  fateOf,
  open: (stage) => sceneOf(stage).open(handsAt(stage)),
  play: (stage) => stage.play(sceneOf(stage).play(handsAt(stage))),
  faultMs: 900_000,
  quietMs: 900_000,
};
