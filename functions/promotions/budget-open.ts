import { batchGet, type ItemKey } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { closeShards, moveBetween, restOf, shardKeys, shardsFrom } from './budget-account.ts';
import { type Amounts, grantingOf, grantOf, levelled, MEASURES, type Shard, shardsFor } from './domain/account.ts';
import type { Alert } from './domain/burn-down.ts';
import type { Promotion } from './domain/promotion.ts';
import type { PublishCheck } from './publish-check.ts';
import { usesKey } from './usage.ts';

/** An account as its promotion's newest live version wants it. */
export interface Account {
  promotionId: string;
  /** What it grants in all. */
  granted: Amounts;
  /** As many shards as it ever had. */
  shards: number;
  validFrom: string;
  validTo: string;
  /** The alerts that were told. */
  alerts: Alert[];
  hourly?: number;
  autoStop?: boolean;
}

/** The key of an account. */
export const accountKey = (promotionId: string): ItemKey => ({
  table: tableName('promotions'),
  ...usesKey(promotionId, 'ACCOUNT'),
});

/** What a new grant adds to what shards have left. Where nothing was granted before, what lies there counts as nothing. */
function addedTo(before: Account | undefined, grant: Amounts, shards: readonly Shard[]): Amounts {
  const added = MEASURES.filter((measure) => grant[measure] !== undefined).map((measure) => {
    const lying = () => shards.reduce((sum, shard) => sum + (shard[measure] ?? 0), 0);
    return [measure, (grant[measure] ?? 0) - (before?.granted[measure] ?? lying())] as const;
  });
  return Object.fromEntries(added);
}

function putAccount({ promotionId, definition }: Promotion, granted: Amounts, before: Account | undefined): Action {
  const { validFrom, validTo, limits = {} } = definition;
  const shards = Math.max(before?.shards ?? 0, shardsFor(granted));
  const { hourly, autoStop } = limits;
  const account: Account = { promotionId, granted, shards, validFrom, validTo, alerts: before?.alerts ?? [] };
  const more = { ...(hourly === undefined ? {} : { hourly }), ...(autoStop ? { autoStop } : {}) };
  const index = { gsi1pk: 'ACCOUNTS', gsi1sk: `${validTo}#${promotionId}` };
  const Item = { ...usesKey(promotionId, 'ACCOUNT'), _et: 'PromotionAccount', ...account, ...more, ...index };
  return { write: { Put: { TableName: tableName('promotions'), Item } } };
}

/** Opens the account of a promotion that goes live with limits, or gives it what a new version grants more or less. */
export const openAccount: PublishCheck = async ({ promotion }) => {
  const { promotionId, definition } = promotion;
  const found = await batchGet([accountKey(promotionId), ...shardKeys(promotionId)]);
  const before = found.get(accountKey(promotionId)) as Account | undefined;
  const granted = grantOf(grantingOf(definition));
  const count = shardsFor(granted);
  if (count === 0 && !before) return {};
  const shards = shardsFrom(found, promotionId).map(restOf);
  const moves = levelled(shards, granted, addedTo(before, granted, shards), Math.max(count, 1));
  return { actions: [...moveBetween(promotionId, shards, moves), putAccount(promotion, granted, before)] };
};

/** The writes that close the account of a promotion that is stopped: a checkout that commits later does not get it. */
export async function closeAccount(promotionId: string): Promise<Action[]> {
  const account = (await batchGet([accountKey(promotionId)])).get(accountKey(promotionId)) as Account | undefined;
  return account ? closeShards(promotionId, account.shards) : [];
}
