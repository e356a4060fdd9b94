import { castOf } from '../crash-points/chapter.ts';
import { chapters } from '../crash-points/every-chapter.ts';
import { Random } from '../world/random.ts';
import type { Fate } from '../world/wire.ts';
import type { Scenario, Stage } from './stage.ts';

/** A minute before the jobs of a morning. */
const MORNING = Date.UTC(2026, 2, 11, 0, 57);
const QUIET_MS = 900_000;

/** The small lives of the crash points, one chapter a seed. */
export const chapterOf = ({ seed }: Pick<Stage, 'seed'>) => new Random(seed, 'chapter').pick(chapters);

/** A life ends where an answer is not what it goes on from: somebody else was faster. */
function live(stage: Stage, life: Promise<void>): void {
  stage.play(life.catch(() => stage.simulation.core.count('lives broken off')));
}

async function begin(stage: Stage, name: string, afterMs: number): Promise<void> {
  const cast = castOf(stage, name);
  await cast.pause(afterMs / 1_000);
  await chapterOf(stage).play(cast);
}

/** Small lives under everything that can go wrong, up to three of the same kind at once: they meet at every step. */
export const lives: Scenario = {
  name: 'lives',
  settings: (random) => ({ RESERVATION_SECONDS: String(random.pick([30, 60])) }),
  start: () => MORNING,
  open: (stage) => chapterOf(stage).open(castOf(stage)),
  play(stage) {
    const many = stage.random.between(1, 3);
    const apart = stage.random.pick([0, 50, 2_000]);
    for (let life = 1; life <= many; life += 1) live(stage, begin(stage, `-${life}`, stage.random.between(0, apart)));
  },
  faultMs: 240_000,
  quietMs: QUIET_MS,
};

/** The same without a fault: what goes wrong comes of two who do the same thing at once. */
export const rivals: Scenario = {
  ...lives,
  name: 'rivals',
  strength: 0,
  isCalm: true,
  play(stage) {
    const many = stage.random.between(2, 4);
    const apart = stage.random.pick([0, 5, 30]);
    for (let life = 1; life <= many; life += 1) live(stage, begin(stage, `-${life}`, stage.random.between(0, apart)));
  },
};

/** The same where DynamoDB keeps its limits, and transactions that meet hinder each other. */
export const busyRivals: Scenario = { ...rivals, name: 'busy-rivals', isLimited: true };

const STUMBLES = ['throttled', 'broken'];

/** Small lives in which a call fails now and then, and does not when it is tried again: nobody has to hear of it. */
export const hiccups: Scenario = {
  ...lives,
  name: 'hiccups',
  strength: 0,
  isCalm: true,
  fateOf(stage) {
    const random = new Random(stage.seed, 'hiccups');
    const failed = new Set<number>();
    return ({ invocation, label }): Fate | undefined => {
      if (stage.simulation.core.now > stage.closesAt || label === 'sleep' || label.startsWith('partner'))
        return undefined;
      if (failed.delete(invocation) || !random.chance(0.15)) return undefined;
      failed.add(invocation);
      return {
        kind: 'error',
        applied: false,
        name: random.pick([...STUMBLES, ...(label.endsWith('TransactWriteItems') ? ['conflict'] : [])]),
      };
    };
  },
};
