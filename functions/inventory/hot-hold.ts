import type { Found } from '../../shared/platform/batch-get.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type HotRule, isHot } from './domain/hot.ts';
import type { Allotment, StockLevel } from './domain/stock.ts';
import { type Turn, type Turns, takeTurns } from './domain/turns.ts';
import { moveStock } from './move-store.ts';

/** The rules of those of `skus` that buyers stand in line for now. They came with the stock: see `stockKeys`. */
export function hotRulesFrom(found: Found, skus: readonly string[], now: string): Map<string, HotRule> {
  const rules = new Map<string, HotRule>();
  for (const sku of skus) {
    const key = { table: tableName('inventory'), pk: `STOCK#${sku}`, sk: 'LOCATIONS' };
    const rule = found.get(key)?.hot as HotRule | undefined;
    if (isHot(rule, now)) rules.set(sku, rule);
  }
  return rules;
}

/** Raised out of a commit when a level is no longer as the group was decided by. */
export class LevelMoved extends Error {
  constructor() {
    super('level moved');
    this.name = 'LevelMoved';
  }
}

const refused = () => new LevelMoved();

/** Insists that a level is as it was read, where nobody of the group takes from it. */
function unchanged({ sku, locationId, version }: Turns['witnesses'][number]): Action {
  const ConditionCheck = {
    TableName: tableName('inventory'),
    Key: { pk: `STOCK#${sku}`, sk: `AT#${locationId}` },
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  };
  return { write: { ConditionCheck }, refused };
}

/**
 * Holds stock for many buyers at once, in their order: one movement a level, however many there are. Whoever is not served
 * is so for good: the commit raises `LevelMoved` when anything was given back meanwhile. Rights: UpdateItem, PutItem,
 * ConditionCheckItem.
 */
export function holdInTurn(
  turns: readonly Turn[],
  levels: readonly StockLevel[],
  run: Run,
): { taken: (Allotment[] | undefined)[]; actions: Action[] } {
  const { taken, movements, witnesses } = takeTurns(turns, levels);
  const cause = { cause: 'held', reference: run.newId('group'), actor: 'system' } as const;
  const at = new Map(witnesses.map((witness) => [`${witness.sku} ${witness.locationId}`, witness]));
  const moves = movements.flatMap((movement) => {
    const name = `${movement.sku} ${movement.locationId}`;
    const version = at.get(name)?.version;
    at.delete(name);
    return moveStock(version === undefined ? movement : { ...movement, version }, cause, run, { refused });
  });
  return { taken, actions: [...moves, ...[...at.values()].map(unchanged)] };
}
