/** The published promotions as a warm function keeps them: read whole once, then only what changed. */
import { remembered } from '../../shared/platform/world.ts';
import { compile, patch, type Snapshot } from './domain/compile.ts';
import { readSegments, readSegmentVersions, type Segment, usedSegments } from './segments.ts';

/** Which version of which promotion a segment held when it was read. */
interface Held {
  version: number;
  promotions: ReadonlyMap<string, number>;
}

interface Live {
  version: number;
  segments: ReadonlyMap<number, Held>;
  snapshot: Snapshot;
}

const nothing = (): Live => ({ version: 0, segments: new Map(), snapshot: compile([]) });

/** A segment may change while it is read; each change is whole in its segment, so after so many rounds it is good. */
const ROUNDS = 3;

const heldOf = ({ version, held }: Segment): Held => ({
  version,
  promotions: new Map(held.map((promotion) => [promotion.promotionId, promotion.version])),
});

/** What of a segment is not as it was. */
function differenceOf(before: Held | undefined, { held }: Segment) {
  const known = before?.promotions ?? new Map<string, number>();
  const now = new Map(held.map(({ promotionId, version }) => [promotionId, version]));
  return {
    removed: [...known.keys()].filter((id) => now.get(id) !== known.get(id)),
    added: held.filter(({ promotionId, version }) => known.get(promotionId) !== version),
  };
}

/** Reads what changed since; `isWhole` is false when a segment is newer than the list of versions it was read by. */
async function advance(before: Live): Promise<{ live: Live; isWhole: boolean }> {
  const versions = await readSegmentVersions();
  const stale = usedSegments(versions).filter(
    (segment) => (before.segments.get(segment)?.version ?? 0) < versions.of(segment),
  );
  const read = await readSegments(stale);
  const differences = [...read].map(([segment, now]) => differenceOf(before.segments.get(segment), now));
  const removed = differences.flatMap((difference) => difference.removed);
  const added = differences.flatMap((difference) => difference.added);
  return {
    live: {
      version: versions.version,
      segments: new Map([...before.segments, ...[...read].map(([segment, now]) => [segment, heldOf(now)] as const)]),
      // No more is compiled anew than what differs.
      snapshot: patch(before.snapshot, removed, added),
    },
    isWhole: [...read].every(([segment, now]) => now.version === versions.of(segment)),
  };
}

async function refresh(before: Live): Promise<Live> {
  let { live, isWhole } = await advance(before);
  for (let round = 1; round < ROUNDS && !isWhole; round += 1) ({ live, isWhole } = await advance(live));
  return live;
}

interface Kept {
  version: number;
  live: Promise<Live>;
}

const memory = () =>
  remembered('published-promotions', (): { kept: Kept } => ({
    kept: { version: 0, live: Promise.resolve(nothing()) },
  }));

/** The published promotions of a head's version or a later one: those at hand, else read once for all who wait. */
export async function liveAt(version: number): Promise<Snapshot> {
  const remembers = memory();
  if (remembers.kept.version < version) {
    const { kept: before } = remembers;
    const live = before.live.catch(nothing).then(refresh);
    const mine = { version, live };
    remembers.kept = mine;
    live.catch(() => {
      // The next one who needs it tries again, from what was known before.
      if (remembers.kept === mine) remembers.kept = { version: -1, live: before.live };
    });
  }
  return (await remembers.kept.live).snapshot;
}

/** What is at hand without reading: good enough to know what else to read. */
export async function liveAtHand(): Promise<Snapshot> {
  return (await memory().kept.live.catch(nothing)).snapshot;
}
