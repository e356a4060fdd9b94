import { DomainError } from '../../../shared/kernel/errors.ts';
import { type Counts, difference, POOLS, type Pool } from './counters.ts';
import type { Movement } from './movement.ts';
import { pooled } from './pools.ts';
import type { PoolRule, StockLevel, StockSettings } from './stock.ts';

/** A pool as staff ask for it: so many units now, or a share of what is there and of what comes in. */
export interface PoolWish extends Omit<PoolRule, 'percent'> {
  pool: Pool;
  units?: number;
  percent?: number;
}

/** Settings as staff ask for them. */
export interface Wishes extends Omit<StockSettings, 'rules'> {
  pools: PoolWish[];
}

const percents = (pools: readonly PoolWish[]) => pools.reduce((sum, { percent = 0 }) => sum + percent, 0);

/** Refuses pools that contradict each other. Throws invalid `inventory.pools-exceed`. */
function refuseContradictions({ pools }: Wishes): void {
  const twice = new Set(pools.map(({ pool }) => pool)).size < pools.length;
  if (!twice && percents(pools) <= 100) return;
  throw new DomainError(
    'invalid',
    'inventory.pools-exceed',
    'A channel has one pool, and shares come to 100 at most.',
    {
      errors: [{ path: 'pools', code: 'inventory.pools-exceed' }],
    },
  );
}

/** The settings as the level keeps them. */
export function settingsOf({ safetyTarget, lowAt, backorderLimit, pools }: Wishes): StockSettings {
  const rules = pools.map(({ pool, percent, lendsTo, floor }): [Pool, PoolRule] => [
    pool,
    { ...(percent === undefined ? {} : { percent }), lendsTo, floor },
  ]);
  return {
    ...(safetyTarget === undefined ? {} : { safetyTarget }),
    ...(lowAt === undefined ? {} : { lowAt }),
    ...(backorderLimit === undefined ? {} : { backorderLimit }),
    ...(rules.length > 0 ? { rules: Object.fromEntries(rules) } : {}),
  };
}

function fill(pools: readonly PoolWish[], units: number): Counts {
  const filled: Counts = {};
  let left = units;
  for (const { pool, units: wanted = 0 } of pools) {
    filled[pool] = Math.min(left, wanted);
    left -= filled[pool] ?? 0;
  }
  for (const { pool, percent = 0 } of pools) filled[pool] = (filled[pool] ?? 0) + Math.floor((left * percent) / 100);
  return filled;
}

/**
 * Shares the units of a level that are promised to nobody out anew: safety first, then pools of so many units, then pools
 * by share, the rest is everybody's. What somebody waits for is kept back for nobody else. Throws invalid `inventory.pools-exceed`.
 */
export function arrange(level: StockLevel, wishes: Wishes): Movement {
  refuseContradictions(wishes);
  const { available, safety = 0, awaited = 0 } = level;
  const before = Object.fromEntries(POOLS.map((pool) => [pool, level[pool] ?? 0])) as Counts;
  const all = available + safety + pooled(before);
  const free = Math.max(0, all - awaited);
  const kept = Math.min(free, wishes.safetyTarget ?? 0);
  const filled = fill(wishes.pools, free - kept);
  const after: Counts = { ...filled, safety: kept, available: all - kept - pooled(filled) };
  const by = difference({ ...before, available, safety }, after);
  return { sku: level.sku, locationId: level.locationId, by, version: level.version ?? 0 };
}
