import { openLaboratory } from '../laboratory.ts';
import { chapters } from './every-chapter.ts';
import type { Point } from './points.ts';
import { faultOf, killAt } from './sweep.ts';

/** What a worker is told: who dies where, one list of points a run. */
export type Task = readonly (readonly Point[])[];

/** What a worker tells of each run. */
export interface Told {
  points: readonly Point[];
  reached: boolean;
  fault?: string;
}

const send = (told: Told): Promise<void> =>
  new Promise((resolve) => process.send?.(told, undefined, {}, () => resolve()));

process.once('message', async (task: Task) => {
  const laboratory = await openLaboratory();
  for (const points of task) {
    const chapter = chapters.find(({ name }) => name === points[0]?.chapter);
    if (!chapter) throw new Error(`no chapter ${points[0]?.chapter}`);
    const death = await killAt(laboratory, chapter, points);
    const told: Told = { points, reached: death.reached, fault: faultOf(death) };
    await send(told);
  }
  // The bundler's service would keep the process alive.
  process.exit(0);
});
