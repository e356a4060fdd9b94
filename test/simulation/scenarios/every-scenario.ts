import { blackouts } from './blackout.ts';
import { badDays } from './book/bad-days.ts';
import { book } from './book/book.ts';
import { budgets } from './budgets.ts';
import { calmCrowd, crowd } from './crowd/crowd.ts';
import { doubts } from './doubts.ts';
import { groups } from './groups.ts';
import { line } from './line.ts';
import { belated, busyRivals, forgetful, hiccups, lives, overtaken, rivals } from './lives.ts';
import { poisoned } from './poison.ts';
import { shop } from './shop.ts';
import { sick } from './sick.ts';
import type { Scenario } from './stage.ts';
import { together } from './together/together.ts';

/** Every scenario by its name. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
  [
    shop,
    line,
    budgets,
    groups,
    lives,
    rivals,
    busyRivals,
    overtaken,
    hiccups,
    forgetful,
    belated,
    sick,
    crowd,
    calmCrowd,
    poisoned,
    book,
    badDays,
    together,
    doubts,
    ...blackouts,
  ].map((scenario) => [scenario.name, scenario]),
);

/** The scenario of this name; throws where there is none. */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.get(name);
  if (!found) throw new Error(`no scenario ${name}; there are ${[...scenarios.keys()].join(', ')}`);
  return found;
}
