import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { slotOf } from '../../functions/promotions/domain/compile.ts';
import type { Published } from '../../functions/promotions/domain/promotion.ts';
import { segmentOf } from '../../functions/promotions/domain/segment.ts';
import { liveAt } from '../../functions/promotions/live.ts';
import { changeLive, firstVersions, HEAD_KEY, segmentItems } from '../../functions/promotions/segments.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { PutCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { openStoreEngine, type StoreEngine } from '../../test/support/store-engine.ts';
import { createTable } from '../../test/support/store-table.ts';
import { round } from '../load/statistics.ts';
import { now, runningPromotions } from './assortment.ts';

/** What a snapshot of so many promotions takes, read from a real engine by a function that knows nothing yet. */
export interface SnapshotFigures {
  promotions: number;
  /** As JSON, and packed as it is stored and sent. */
  jsonMb: number;
  storedMb: number;
  items: number;
  largestItemKb: number;
  /** Reading, unpacking and compiling all of it; the index of the hour with the first cart. */
  loadMs: number;
  loadCalls: number;
  indexMs: number;
  heapMb: number;
  /** Reading and taking over one more publish. */
  refreshMs: number;
  refreshCalls: number;
  /** What the publish itself writes. */
  publishMs: number;
}

const mb = (bytes: number) => round(bytes / 1_048_576);

function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

const put = (Item: object) => send(new PutCommand({ TableName: tableName('promotions'), Item }));

async function fill(promotions: readonly Published[]) {
  const segments = Map.groupBy(promotions, ({ promotionId }) => segmentOf(promotionId));
  const items = [...segments].flatMap(([segment, held]) => segmentItems(segment, 1, held));
  for (const item of items) await put(item);
  await put(firstVersions(segments.keys()));
  await put({ ...HEAD_KEY, version: 1 });
  return items.map(({ packed }) => packed.length);
}

const timed = async <T>(work: () => T | Promise<T>): Promise<{ value: T; ms: number }> => {
  const from = performance.now();
  const value = await work();
  return { value, ms: round(performance.now() - from) };
};

async function measureOn(engine: StoreEngine, count: number): Promise<SnapshotFigures> {
  await createTable(tableName('promotions'));
  const promotions = runningPromotions(count);
  const jsonMb = mb(JSON.stringify(promotions).length);
  const sizes = await fill(promotions);
  const [first] = promotions;
  promotions.length = 0;
  collect();
  const heapBefore = process.memoryUsage().heapUsed;
  engine.calls.length = 0;
  const loaded = await timed(() => liveAt(1));
  const loadCalls = engine.calls.length;
  const index = await timed(() => slotOf(loaded.value, now));
  collect();
  const heapMb = mb(process.memoryUsage().heapUsed - heapBefore);
  if (!first || loaded.value.byId.size !== count) throw new Error('not all promotions were loaded');
  const published = { ...first, version: 2 };
  const publish = await timed(async () => commit(await changeLive({ promotionId: first.promotionId, published }, now)));
  engine.calls.length = 0;
  const refresh = await timed(() => liveAt(2));
  return {
    promotions: count,
    jsonMb,
    storedMb: mb(sizes.reduce((a, b) => a + b, 0)),
    items: sizes.length,
    largestItemKb: round(Math.max(...sizes) / 1_024),
    loadMs: loaded.ms,
    loadCalls,
    indexMs: index.ms,
    heapMb,
    refreshMs: refresh.ms,
    refreshCalls: engine.calls.length,
    publishMs: publish.ms,
  };
}

/** Fills a table with so many promotions, and loads them as a cold function does. */
export async function measureSnapshot(count: number): Promise<SnapshotFigures> {
  const engine = await openStoreEngine();
  try {
    return await measureOn(engine, count);
  } finally {
    await engine.close();
  }
}
