import { type Chapter, castOf } from '../crash-points/chapter.ts';
import { chapters } from '../crash-points/every-chapter.ts';
import { Random } from '../world/random.ts';
import type { CallSite, Fate, FateOf } from '../world/wire.ts';
import type { Scenario, Stage } from './stage.ts';

/** A minute before the jobs of a morning. */
const MORNING = Date.UTC(2026, 2, 11, 0, 57);
const QUIET_MS = 900_000;

/** The small lives of the crash points by turns, one chapter a seed. */
export const chapterOf = ({ seed }: Pick<Stage, 'seed'>) => chapters[seed % chapters.length] as Chapter;

/** How often every chapter has had its turn. */
const roundOf = ({ seed }: Pick<Stage, 'seed'>) => Math.floor(seed / chapters.length);

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

/** The longest that a write is on its way: no call is given up, and nobody who waits for it either. */
const LATE_MS = 700;

/** Every third write arrives late: whoever looked before it came decides by what is true no more. */
export function late(stage: Stage): FateOf {
  const random = new Random(stage.seed, 'late');
  return ({ label }) => {
    if (!/^dynamodb .*(Write|Put|Update|Delete)/.test(label) || !random.chance(0.35)) return undefined;
    const afterMs = random.between(50, LATE_MS);
    return { kind: 'slow', afterMs, lastsMs: afterMs + 5 };
  };
}

/** Longer than two who were asked at the same moment can be apart, one of them in a new environment. */
const ABREAST_MS = 650;

/** The first write of every run arrives so late that whoever was asked at the same moment has looked by then: all of them race. */
export function abreast(): FateOf {
  const begun = new Set<number>();
  return ({ label, invocation }) => {
    if (!/^dynamodb .*(Write|Put|Update|Delete)/.test(label) || begun.has(invocation)) return undefined;
    begun.add(invocation);
    return { kind: 'slow', afterMs: ABREAST_MS, lastsMs: ABREAST_MS + 5 };
  };
}

/** The same where what is written arrives late. */
export const overtaken: Scenario = { ...rivals, name: 'overtaken', fateOf: late };

const STUMBLES = ['throttled', 'broken'];

/** As often a call may fail and still be carried out by whoever tries again, also where several of a kind are made at once. */
const MOST_STUMBLES = 2;

/** Whether a call stumbles: by turns the first of each kind in every run, or some of each kind now and then. */
function stumbling(stage: Stage, random: Random): (site: CallSite) => boolean {
  const failed = new Map<string, number>();
  const isEach = roundOf(stage) % 2 === 0;
  return ({ invocation, label }) => {
    const name = `${invocation} ${label}`;
    const before = failed.get(name) ?? 0;
    const stumbles = isEach ? before === 0 : before < MOST_STUMBLES && random.chance(0.15);
    if (stumbles) failed.set(name, before + 1);
    return stumbles;
  };
}

/** Small lives in which a call fails now and then, and does not when it is tried again: nobody has to hear of it. */
export const hiccups: Scenario = {
  ...lives,
  name: 'hiccups',
  strength: 0,
  isCalm: true,
  fateOf(stage) {
    const random = new Random(stage.seed, 'hiccups');
    const stumbles = stumbling(stage, random);
    return (site): Fate | undefined => {
      const { label } = site;
      if (stage.simulation.core.now > stage.closesAt || label === 'sleep' || label.startsWith('partner'))
        return undefined;
      if (!stumbles(site)) return undefined;
      const conflict = label.endsWith('TransactWriteItems') ? ['conflict'] : [];
      return { kind: 'error', applied: false, name: random.pick([...STUMBLES, ...conflict]) };
    };
  },
};

/** Small lives in which this befalls every function's first commit, and the store knows no commit again that comes twice. */
const unheard = (name: string, fate: Fate): Scenario => ({
  ...lives,
  name,
  strength: 0,
  play: (stage) => live(stage, begin(stage, '-1', 0)),
  fateOf(stage) {
    const { simulation } = stage;
    simulation.store.isForgetful = true;
    const begun = new Set<number>();
    return ({ invocation, label }): Fate | undefined => {
      if (!label.endsWith('TransactWriteItems') || begun.has(invocation)) return undefined;
      begun.add(invocation);
      return fate;
    };
  },
});

/** It is carried out and nobody hears of it: what is done twice must do nothing the second time. */
export const forgetful = unheard('forgetful', { kind: 'error', applied: true, name: 'broken' });

const BELATED_MS = 30_000;

/** It is carried out long after its sender gave it up, tried again and went on: by then it must do nothing. */
export const belated = unheard('belated', { kind: 'slow', afterMs: BELATED_MS, lastsMs: BELATED_MS });
