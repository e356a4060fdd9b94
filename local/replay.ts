import { readEventArchive } from './event-archive.ts';
import type { Platform } from './platform.ts';
import { differences, hashOf, imageOf, type TableImage } from './state-hash.ts';

/** How the archive is replayed. */
export interface ReplayPlan {
  dataDir: string;
  /** How often every event comes again. */
  times: number;
  /** Decides the order; the same seed makes the same one. */
  seed: number;
}

/** One table before and after. */
export interface TableVerdict {
  table: string;
  items: number;
  before: string;
  after: string;
  /** Keys of items that are not as they were. */
  changed: string[];
}

/** What came of a replay. */
export interface ReplayReport {
  events: number;
  /** Messages that the replayed events made. */
  messages: number;
  tables: TableVerdict[];
  /** Messages in dead-letter queues that were not there before. */
  parked: number;
}

// Messages of so many events wait in the queues at once.
const CHUNK = 500;

/** Mulberry32: a small generator that is the same everywhere; the order of a replay needs no more. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The values in an order that the seed decides (Fisher and Yates). */
export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = randomOf(seed);
  const out = [...values];
  for (let last = out.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [out[last], out[other]] = [out[other] as T, out[last] as T];
  }
  return out;
}

const imagesOf = async ({ core }: Platform): Promise<Map<string, TableImage>> => {
  const images = new Map<string, TableImage>();
  for (const table of core.blueprint.tables) images.set(table.name, await imageOf(core.engine.link, table));
  return images;
};

const parkedIn = ({ core }: Platform): number =>
  core.queues
    .all()
    .filter(({ settings: { name } }) => core.queues.sourcesOf(name).length > 0)
    .reduce((sum, queue) => sum + queue.counts().visible, 0);

/**
 * Replays the archive of a platform at rest, every event `times` over, in random order over the whole, and compares every
 * table with what it was. Schedules must not run meanwhile: their work is no replay's.
 */
export async function replayArchive(platform: Platform, plan: ReplayPlan): Promise<ReplayReport> {
  const archive = readEventArchive(plan.dataDir);
  const again = shuffled(Array.from({ length: plan.times }, () => archive).flat(), plan.seed);
  const before = await imagesOf(platform);
  const parkedBefore = parkedIn(platform);
  let messages = 0;
  for (let from = 0; from < again.length; from += CHUNK) {
    messages += platform.core.bus.replay(again.slice(from, from + CHUNK));
    await platform.idle(600_000);
  }
  const after = await imagesOf(platform);
  const tables = [...before].map(([table, image]): TableVerdict => {
    const now = after.get(table) ?? new Map();
    return { table, items: image.size, before: hashOf(image), after: hashOf(now), changed: differences(image, now) };
  });
  return { events: archive.length, messages, tables, parked: parkedIn(platform) - parkedBefore };
}
