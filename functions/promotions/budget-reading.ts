/** What is left of limited promotions for one cart, read at once. */
import { batchGet, type ItemKey } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import { restOf, shardKeys, shardsFrom } from './budget-account.ts';
import { availableIn, grantOf, heldBack, type Shard, shardsFor } from './domain/account.ts';
import type { Cart, Use, Used } from './domain/cart.ts';
import type { Snapshot } from './domain/compile.ts';
import { customerPart, usesKey } from './usage.ts';

/** What is known of one limited promotion: how much is used, and how its account lies. */
export interface Standing {
  used: Used;
  shards: Shard[];
  /** How much of its budget is not to be given yet. */
  reserve: number;
}

const shardsOf = (use: Use) => shardsFor(grantOf(use));

const ownKey = (promotionId: string, customerId: string): ItemKey => ({
  table: tableName('promotions'),
  ...usesKey(promotionId, customerPart(customerId)),
});

function keysOf(use: Use, customerId: string | undefined): ItemKey[] {
  const isCountedEach = use.limits.perCustomer !== undefined || use.quota !== undefined;
  const own = customerId && isCountedEach ? [ownKey(use.promotionId, customerId)] : [];
  return [...shardKeys(use.promotionId, shardsOf(use)), ...own];
}

/** What is used is what is granted less what can be given now: what lies in no shard cannot. */
function usedOf(use: Use, shards: readonly Shard[], reserve: number, own: Record<string, unknown> = {}): Used {
  const grant = grantOf(use);
  const left = availableIn(shards, reserve);
  const used = (measure: 'money' | 'uses' | 'units') => (grant[measure] ?? 0) - (left[measure] ?? 0);
  return {
    uses: used('uses'),
    spent: used('money'),
    units: used('units'),
    byCustomer: Number(own.uses ?? 0),
    unitsByCustomer: Number(own.units ?? 0),
  };
}

/**
 * How the promotions of these uses stand, by promotion id. Strongly consistent; one BatchGetItem, none where nothing of them
 * is counted.
 */
export async function readStandings(
  uses: readonly Use[],
  { customerId, now }: Cart,
  snapshot: Snapshot,
): Promise<[string, Standing][]> {
  const found = await batchGet(uses.flatMap((use) => keysOf(use, customerId)));
  return uses.map((use) => {
    const { promotionId, limits } = use;
    const shards = shardsFrom(found, promotionId, shardsOf(use)).map(restOf);
    const reserve = heldBack(limits, snapshot.byId.get(promotionId)?.validFrom ?? now, now);
    const own = customerId ? found.get(ownKey(promotionId, customerId)) : undefined;
    return [promotionId, { used: usedOf(use, shards, reserve, own), shards, reserve }];
  });
}
