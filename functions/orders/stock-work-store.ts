/**
 * The orders' table, its part for stock moves that did not fit into one transaction. Access patterns:
 *  1. one part of the work of an order        pk ORDER#<id>          sk WORK#<work>
 *  2. work that is due, oldest first          gsi1pk STOCK_WORK      gsi1sk <due>#<order>#<work>   (keys only)
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import type { DuePage } from '../../shared/platform/sweep.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Holding } from './domain/order.ts';
import type { PageKey } from './store.ts';

/** Some of an order's holdings and what shall become of them when the work is due. */
export interface StockWork {
  orderId: string;
  /** Unique within the order: `hold-0`, `claim-3`. */
  workId: string;
  /** `till`: the goods left over a counter already. */
  kind: 'release' | 'claim' | 'till';
  holdings: Holding[];
  due: Instant;
}

/** Raised out of a commit when the work was done meanwhile; a checkout that waited that long has lost its stock. */
export class WorkGone extends DomainError {
  constructor() {
    super('unavailable', 'orders.took-too-long', 'The checkout took too long; try again.');
  }
}

const StockWorkEntity = new Entity({
  name: 'StockWork',
  table: contextTable('orders'),
  timestamps: false,
  schema: item({
    orderId: string().key(),
    workId: string().key(),
    kind: string().enum('release', 'claim', 'till'),
    holdings: any(),
    due: string(),
    gsi1pk: string(),
    gsi1sk: string(),
  }),
  computeKey: ({ orderId, workId }) => ({ pk: `ORDER#${orderId}`, sk: `WORK#${workId}` }),
});

/** Raised out of a commit when this work is written down already: by the same commit, when it is due at the same moment. */
export class WorkNoted extends DomainError {
  readonly due: unknown;

  constructor(due: unknown) {
    super('conflict', 'orders.changed-meanwhile', 'The order changed meanwhile; try again.');
    this.due = due;
  }
}

/** Writes work down, once: the commit raises `WorkNoted` when it is there already. */
export function putWork(work: StockWork): Action {
  const { Put } = StockWorkEntity.build(PutTransaction)
    .item({ ...work, gsi1pk: 'STOCK_WORK', gsi1sk: `${work.due}#${work.orderId}#${work.workId}` })
    .options({ condition: { attr: 'workId', exists: false }, returnValuesOnConditionFalse: 'ALL_OLD' })
    .params();
  return { write: { Put }, refused: (stored) => new WorkNoted(stored?.due) };
}

/** Strikes work off; the commit raises `WorkGone` when it is not there any more. */
export function strikeWork({ orderId, workId }: Pick<StockWork, 'orderId' | 'workId'>): Action {
  const { Delete } = StockWorkEntity.build(DeleteTransaction)
    .key({ orderId, workId })
    .options({ condition: { attr: 'workId', exists: true } })
    .params();
  return { write: { Delete }, refused: () => new WorkGone() };
}

/** One piece of work, or undefined. Strongly consistent. */
export async function findWork(orderId: string, workId: string): Promise<StockWork | undefined> {
  const { Item } = await StockWorkEntity.build(GetItemCommand)
    .key({ orderId, workId })
    .options({ consistent: true })
    .send();
  return Item as StockWork | undefined;
}

const PAGE = 100;

/** A page of the work that was due at `now` or before, oldest first. */
export async function dueWork(now: Instant, from: PageKey): Promise<DuePage<Pick<StockWork, 'orderId' | 'workId'>>> {
  const reply = await send(
    new QueryCommand({
      TableName: tableName('orders'),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk AND gsi1sk < :before',
      ExpressionAttributeValues: { ':pk': 'STOCK_WORK', ':before': `${now}~` },
      Limit: PAGE,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  const keys = (reply.Items ?? []) as { pk: string; sk: string }[];
  return {
    items: keys.map(({ pk, sk }) => ({ orderId: pk.slice('ORDER#'.length), workId: sk.slice('WORK#'.length) })),
    lastKey: reply.LastEvaluatedKey as PageKey,
  };
}
