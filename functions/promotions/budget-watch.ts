/** What is known of accounts over time: their sums, hour by hour, and the alerts (store.ts, pattern 7). */
import { BudgetReached } from '../../events/promotions/budget-reached.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Instant, shift } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { PutCommand, QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { restOf, type StoredShard, shardKeys, shardsFrom } from './budget-account.ts';
import { type Account, accountKey } from './budget-open.ts';
import { type Amounts, MEASURES, type Measure, type Shard } from './domain/account.ts';
import { type AlertLevel, type HourPoint, hourOf, type Totals } from './domain/burn-down.ts';
import type { PageKey } from './store.ts';
import { usesKey } from './usage.ts';

/** An account as it is, with its shards. */
export interface Stand {
  account: Account;
  shards: Shard[];
  totals: Totals;
  isClosed: boolean;
}

function totalsOf(shards: readonly StoredShard[]): Totals {
  const sum = (measure: Measure, column: 'Left' | 'Held' | 'Spent') =>
    shards.reduce((all, shard) => all + (shard[`${measure}${column}`] ?? 0), 0);
  const every = (column: 'Left' | 'Held' | 'Spent') =>
    Object.fromEntries(MEASURES.map((measure) => [measure, sum(measure, column)])) as Record<Measure, number>;
  const limited = MEASURES.filter((measure) => shards.some((shard) => shard[`${measure}Left`] !== undefined));
  const left: Amounts = Object.fromEntries(limited.map((measure) => [measure, sum(measure, 'Left')]));
  return { left, held: every('Held'), spent: every('Spent') };
}

/** How an account stands; undefined where a promotion has none. Strongly consistent. Right: BatchGetItem. */
export async function standOf(promotionId: string): Promise<Stand | undefined> {
  const found = await batchGet([accountKey(promotionId), ...shardKeys(promotionId)]);
  const account = found.get(accountKey(promotionId)) as Account | undefined;
  if (!account) return undefined;
  const stored = shardsFrom(found, promotionId);
  const isClosed = stored.some(({ closed }) => closed);
  return { account, shards: stored.slice(0, account.shards).map(restOf), totals: totalsOf(stored), isClosed };
}

/** After its end an account may still move for so long: orders are paid, cancelled and returned. */
const AFTER_MS = 86_400_000;

/** A page of the accounts that may move. Right: Query on gsi1. */
export async function openAccounts(now: Instant, from: PageKey): Promise<{ items: string[]; lastKey: PageKey }> {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: tableName('promotions'),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :accounts AND gsi1sk > :since',
      ExpressionAttributeValues: { ':accounts': 'ACCOUNTS', ':since': shift(now, -AFTER_MS) },
      Limit: 100,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  const items = (Items ?? []) as { promotionId: string }[];
  return { items: items.map(({ promotionId }) => promotionId), lastKey: LastEvaluatedKey as PageKey };
}

/** Writes down how an account stands in this hour. Right: PutItem. */
export async function noteHour({ account, totals }: Stand, now: Instant): Promise<void> {
  const { held, spent } = totals;
  const hour = hourOf(now);
  const point: HourPoint = { hour, held: held.money, spent: spent.money, uses: held.uses + spent.uses };
  const Item = { ...usesKey(account.promotionId, `HOUR#${hour}`), _et: 'BudgetHour', ...point };
  await send(new PutCommand({ TableName: tableName('promotions'), Item }));
}

/** As many hours as a page of a burn-down shows. */
const HOURS = 31 * 24;

/** The last hours of an account, the earliest first. Right: Query on the table. */
export async function hoursOf(promotionId: string): Promise<HourPoint[]> {
  const { pk } = usesKey(promotionId, '');
  const { Items } = await send(
    new QueryCommand({
      TableName: tableName('promotions'),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :hour)',
      ExpressionAttributeValues: { ':pk': pk, ':hour': 'HOUR#' },
      ScanIndexForward: false,
      Limit: HOURS,
    }),
  );
  return ((Items ?? []) as unknown as HourPoint[]).reverse();
}

/** Tells of alerts, each once: who finds them told already is refused with `promotions.changed-meanwhile`. Rights: UpdateItem, PutItem. */
export async function tell({ account, totals }: Stand, due: readonly AlertLevel[], run: Run): Promise<void> {
  const { promotionId, alerts } = account;
  const { held, spent } = totals;
  const told = [...alerts, ...due.map((percent) => ({ percent, at: run.now }))];
  const data = { promotionId, held: held.money, spent: spent.money, uses: held.uses + spent.uses };
  await commit([
    {
      write: {
        Update: {
          TableName: tableName('promotions'),
          Key: usesKey(promotionId, 'ACCOUNT'),
          UpdateExpression: 'SET #alerts = :told',
          ConditionExpression: '#alerts = :alerts',
          ExpressionAttributeNames: { '#alerts': 'alerts' },
          ExpressionAttributeValues: { ':told': told, ':alerts': alerts },
        },
      },
      refused: () => new DomainError('conflict', 'promotions.changed-meanwhile', 'Somebody else told of it.'),
    },
    ...due.map((percent) => announce(BudgetReached, { subject: promotionId, data: { ...data, percent } }, run)),
  ]);
}
