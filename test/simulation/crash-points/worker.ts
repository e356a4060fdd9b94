import { doErrand } from '../errand.ts';
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

doErrand<Task, Told>(async (task, send) => {
  const laboratory = await openLaboratory();
  for (const points of task) {
    const chapter = chapters.find(({ name }) => name === points[0]?.chapter);
    if (!chapter) throw new Error(`no chapter ${points[0]?.chapter}`);
    const death = await killAt(laboratory, chapter, points);
    await send({ points, reached: death.reached, fault: faultOf(death) });
  }
});
