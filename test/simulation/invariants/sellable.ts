/** What a channel may sell of a stock level, and what could be had over time. */
import type { StockItem } from './shapes.ts';

interface PoolRule {
  lendsTo: string[];
  floor: number;
}

/** Units that a channel may sell: its own pool, what is everybody's, and what other pools lend. */
export function sellable(level: StockItem, channel: string): number {
  const rules = (level.rules ?? {}) as Readonly<Record<string, PoolRule>>;
  // What somebody waits for is nobody else's.
  let units = Math.max(0, level.available - (level.awaited ?? 0));
  for (const [name, count] of Object.entries(level)) {
    if (!name.startsWith('pool-')) continue;
    const [rule, kept] = [rules[name], Number(count)];
    if (name === `pool-${channel}` || !rule) units += kept;
    else if (rule.lendsTo.includes(channel)) units += Math.max(0, kept - rule.floor);
  }
  return units;
}

/** The levels of a SKU from a moment on. */
interface Point {
  at: number;
  levels: ReadonlyMap<string, StockItem>;
}

/** Who asks: for which channel, and for a pick-up at which place. */
export interface Asker {
  channel: string;
  only?: string;
}

/** What could be had of each SKU, over time. */
export class Shelf {
  private readonly points = new Map<string, Point[]>();

  /** A level from `at` on. */
  set(level: StockItem, at: number): void {
    const points = this.points.get(level.sku) ?? [];
    this.points.set(level.sku, points);
    points.push({ at, levels: new Map(points.at(-1)?.levels).set(level.locationId, level) });
  }

  private usable({ levels }: Point, { only }: Asker): StockItem[] {
    return only === undefined ? [...levels.values()] : [levels.get(only)].filter((one) => one !== undefined);
  }

  private units(point: Point, asker: Asker): number {
    return this.usable(point, asker).reduce((sum, level) => sum + sellable(level, asker.channel), 0);
  }

  /** Units that may be ordered before they are there, all of one order at one place. */
  private room(point: Point, asker: Asker): number {
    const rooms = this.usable(point, asker).map(({ backorderLimit = 0, awaited = 0 }) => backorderLimit - awaited);
    return Math.max(0, ...rooms);
  }

  /** What can be had now. */
  now(sku: string, asker: Asker): number {
    const point = this.points.get(sku)?.at(-1);
    return point ? this.units(point, asker) : 0;
  }

  /** Whether at every moment from `from` to now at least `quantity` could be had. */
  hadAllTheTime(sku: string, quantity: number, from: number, asker: Asker): boolean {
    const points = this.points.get(sku) ?? [];
    for (let index = points.length - 1; index >= 0; index -= 1) {
      const point = points[index];
      if (!point || this.units(point, asker) + this.room(point, asker) < quantity) return false;
      if (point.at < from) return true;
    }
    return false;
  }
}
