import type { Scenario, Stage } from '../stage.ts';
import { type Desk, deskOf, type Page } from './desk.ts';

const desks = new WeakMap<Stage, Desk>();

/** Who acts on the page of a stage. */
export function deskAt(stage: Stage): Desk {
  const known = desks.get(stage) ?? deskOf(stage);
  desks.set(stage, known);
  return known;
}

/** Plays the page to its end: who is left without an answer is told of. */
async function read(stage: Stage, { name, play }: Page): Promise<void> {
  const { waiting } = stage.person('reader');
  waiting.add(`the page of ${name}`);
  await play(deskAt(stage));
  waiting.clear();
}

/** Pages as a scenario, one a seed, by turns. */
export function readingOf(pages: readonly Page[]): Omit<Scenario, 'name'> {
  const pageOf = ({ seed }: Pick<Stage, 'seed'>) => pages[seed % pages.length] as Page;
  return {
    strength: 0,
    settings: () => ({ RESERVATION_SECONDS: '60' }),
    // A minute before the jobs of a morning.
    start: () => Date.UTC(2026, 2, 11, 0, 57),
    open: (stage) => pageOf(stage).open(deskAt(stage)),
    play: (stage) => stage.play(read(stage, pageOf(stage))),
    faultMs: 1_200_000,
    quietMs: 900_000,
  };
}
