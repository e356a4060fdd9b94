import { shift } from '../kernel/time.ts';
import type { Run } from './run.ts';
import { world } from './world.ts';

/** Where a page of a list ends. */
type PageKey = Record<string, unknown> | undefined;

/** Some of what is due, and where the next page begins. */
export interface DuePage<Item> {
  items: Item[];
  lastKey: PageKey;
}

/** How many are worked on at once. */
const LANES = 4;

/** After this a sweep leaves the rest to the next minute, so that it is never cut off in the middle: its function has 60 s. */
const LONGEST_MS = 45_000;

/**
 * Works off all that is due, page after page: what cannot be done stays where it is and keeps nothing behind it waiting.
 * `act` must not throw.
 */
export async function sweep<Item>(
  readPage: (from: PageKey) => Promise<DuePage<Item>>,
  act: (item: Item) => Promise<void>,
  run: Run,
): Promise<void> {
  const until = shift(run.now, LONGEST_MS);
  let from: PageKey;
  do {
    const { items, lastKey } = await readPage(from);
    for (let at = 0; at < items.length; at += LANES) {
      if (world.now() >= until) return;
      await Promise.all(items.slice(at, at + LANES).map(act));
    }
    from = lastKey;
  } while (from);
}
