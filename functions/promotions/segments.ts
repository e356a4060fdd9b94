/**
 * The published promotions as warm functions take them: in the promotions' table (store.ts, access patterns 5 and 9) packed
 * into segments, each in one item, in several where it is large. The head and the list of the segments' versions change in
 * the same commit as the segment does.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Instant, shift } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Published } from './domain/promotion.ts';
import { changed, type LiveChange, SEGMENTS, segmentOf } from './domain/segment.ts';

/** The key of the item whose `version` rises with every publish and stop. */
export const HEAD_KEY = { pk: 'HEAD', sk: 'HEAD' } as const;

const VERSIONS_KEY = { pk: 'HEAD', sk: 'SEGMENTS' } as const;

/** An item holds at most 400 KB; the packed text of one part stays well below. */
const MOST_CHARACTERS = 300_000;

/** Clocks of functions differ by minutes at most. */
const DAY = 86_400_000;

/** One segment as it is stored. */
export interface Segment {
  version: number;
  held: Published[];
}

/** The versions of all segments as of one moment. */
export interface SegmentVersions {
  /** The version of the head at that moment. */
  version: number;
  of(segment: number): number;
}

const keyOf = (segment: number, part: number) => ({
  pk: `SEGMENT#${String(segment).padStart(3, '0')}`,
  sk: `PART#${String(part).padStart(2, '0')}`,
});

const nameOf = (segment: number) => `s${segment}`;

const table = () => tableName('promotions');

const pack = (held: readonly Published[]) => deflateRawSync(JSON.stringify(held)).toString('base64');

const unpack = (packed: string) => JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()) as Published[];

/** The packed parts: as few as fit their items. A single promotion always does: a request's body is smaller. */
function partsOf(held: readonly Published[]): string[] {
  const packed = pack(held);
  if (packed.length <= MOST_CHARACTERS || held.length === 1) return [packed];
  const half = held.length >> 1;
  return [...partsOf(held.slice(0, half)), ...partsOf(held.slice(half))];
}

/** The versions of all segments. Strongly consistent. Right: BatchGetItem. */
export async function readSegmentVersions(): Promise<SegmentVersions> {
  const key = { table: table(), ...VERSIONS_KEY };
  const item = (await batchGet([key])).get(key) ?? {};
  return { version: Number(item.version ?? 0), of: (segment) => Number(item[nameOf(segment)] ?? 0) };
}

type Item = Record<string, unknown>;

async function readParts(wanted: readonly { segment: number; part: number }[]): Promise<(Item | undefined)[]> {
  const keys = wanted.map(({ segment, part }) => ({ table: table(), ...keyOf(segment, part) }));
  const found = await batchGet(keys);
  return keys.map((key) => found.get(key));
}

/** A large segment's other parts; undefined when the segment changed between its first part and these. */
async function readRest(segment: number, first: Item): Promise<Item[] | undefined> {
  const rest = Array.from({ length: Number(first.parts) - 1 }, (_, index) => ({ segment, part: index + 1 }));
  const items = await readParts(rest);
  return items.some((item) => item?.version !== first.version) ? undefined : (items as Item[]);
}

/** One segment whole, from its first part on; read again when it changed meanwhile. */
async function wholeFrom(segment: number, known: Item | undefined): Promise<Segment> {
  for (let first = known; ; [first] = await readParts([{ segment, part: 0 }])) {
    if (!first) return { version: 0, held: [] };
    const rest = await readRest(segment, first);
    if (!rest) continue;
    const held = [first, ...rest].flatMap(({ packed }) => unpack(String(packed)));
    return { version: Number(first.version), held };
  }
}

/** Segments by number, each as of one moment. Strongly consistent. Right: BatchGetItem. */
export async function readSegments(segments: readonly number[]): Promise<Map<number, Segment>> {
  const firsts = await readParts(segments.map((segment) => ({ segment, part: 0 })));
  const whole = await Promise.all(segments.map((segment, index) => wholeFrom(segment, firsts[index])));
  return new Map(segments.map((segment, index) => [segment, whole[index] as Segment]));
}

/** All segments that hold anything, by number. */
export function usedSegments(versions: SegmentVersions): number[] {
  return Array.from({ length: SEGMENTS }, (_, segment) => segment).filter((segment) => versions.of(segment) > 0);
}

/** Raised when another promotion of the segment was published or stopped meanwhile: read again and try again. */
export const SEGMENT_MOVED = 'promotions.segment-moved';

function raise(key: { pk: string; sk: string }, names: string[]): Action {
  const attributes = Object.fromEntries(names.map((name, index) => [`#n${index}`, name]));
  return {
    write: {
      Update: {
        TableName: table(),
        Key: key,
        UpdateExpression: `ADD ${Object.keys(attributes)
          .map((name) => `${name} :one`)
          .join(', ')}`,
        ExpressionAttributeNames: attributes,
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
  };
}

/** Lets a write through while the segment is as it was read. */
function whileStill({ version }: Segment) {
  if (version === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :before',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':before': version },
  };
}

const moved = () => new DomainError('conflict', SEGMENT_MOVED, 'Another promotion changed at the same time.');

/** The items that hold a segment's promotions as one version of it, the first part first. */
export function segmentItems(segment: number, version: number, held: readonly Published[]) {
  const parts = partsOf(held);
  const common = { _et: 'PromotionSegment', version, parts: parts.length };
  return parts.map((packed, part) => ({ ...keyOf(segment, part), ...common, packed }));
}

/** The writes of a segment's next version. Parts that it needs no more stay where they are, and nobody reads them. */
function rewrite(segment: number, before: Segment, held: readonly Published[]): Action[] {
  return segmentItems(segment, before.version + 1, held).map((Item, part) => {
    // All parts change together, so that the first one speaks for all.
    const condition = part === 0 ? whileStill(before) : {};
    return { write: { Put: { TableName: table(), Item, ...condition } }, refused: moved };
  });
}

/** The item that lists the segments' versions, where each of these is in its first. */
export function firstVersions(segments: Iterable<number>) {
  return { ...VERSIONS_KEY, version: 1, ...Object.fromEntries([...segments].map((segment) => [nameOf(segment), 1])) };
}

/**
 * The writes that change what is live: the promotion's segment anew, its version, and the head that tells every warm
 * function. Refused with `SEGMENT_MOVED` when the segment changed since it was read here. Right: BatchGetItem.
 */
export async function changeLive(change: LiveChange, now: Instant): Promise<Action[]> {
  const segment = segmentOf(change.promotionId);
  const before = (await readSegments([segment])).get(segment) as Segment;
  return [
    ...rewrite(segment, before, changed(before.held, change, shift(now, -DAY))),
    raise(VERSIONS_KEY, ['version', nameOf(segment)]),
    raise(HEAD_KEY, ['version']),
  ];
}
