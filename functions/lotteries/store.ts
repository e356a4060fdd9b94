/**
 * The lotteries' table. Access patterns:
 *  1. a lottery as it is published            pk LOTTERY#<promotion>          sk LOTTERY
 *  2. its seed, told to nobody before the end pk LOTTERY#<promotion>          sk SEED
 *  3. what is left of a prize                 pk LOTTERY#<promotion>          sk POOL#<prize>
 *  4. all draws, in order: never changed      pk DRAWS#<promotion>            sk <at>#<draw>
 *  5. how often a customer has drawn          pk LOTTERY#<promotion>          sk CUSTOMER#<customer>
 *  6. a customer's draws, the newest first    gsi1pk CUSTOMER#<customer>      gsi1sk <at>#<draw>
 *  7. what an order was drawn for             pk ORDER#<order>                sk LOTTERY#<promotion>
 *  8. a prize by the digest of its code       pk PRIZE#<digest>               sk PRIZE
 *  9. winners of dear prizes, in order         pk WINNERS#<promotion>          sk <at>#<draw>
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet, type ItemKey } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Lottery } from './domain/lottery.ts';
import type { Draw } from './domain/present.ts';

const TableName = () => tableName('lotteries');

const lotteryKey = (promotionId: string) => ({ pk: `LOTTERY#${promotionId}`, sk: 'LOTTERY' });
const seedKey = (promotionId: string) => ({ pk: `LOTTERY#${promotionId}`, sk: 'SEED' });
const poolKey = (promotionId: string, prizeId: string) => ({ pk: `LOTTERY#${promotionId}`, sk: `POOL#${prizeId}` });
const turnKey = (promotionId: string, id: string) => ({ pk: `LOTTERY#${promotionId}`, sk: `CUSTOMER#${id}` });

const at = (key: { pk: string; sk: string }): ItemKey => ({ table: TableName(), ...key });

/** A lottery with its seed, and how often a customer has drawn. */
export interface Known {
  lottery: Lottery;
  seed: string;
  drawn: number;
}

/** A lottery by its promotion, or undefined. Strongly consistent. Right: BatchGetItem. */
export async function findLottery(promotionId: string, customerId = ''): Promise<Known | undefined> {
  const keys = [lotteryKey(promotionId), seedKey(promotionId), turnKey(promotionId, customerId)].map(at);
  const found = await batchGet(keys);
  const [lottery, seed, turns] = keys.map((key) => found.get(key));
  if (!lottery || !seed) return undefined;
  return { lottery: lottery.lottery as Lottery, seed: String(seed.seed), drawn: Number(turns?.drawn ?? 0) };
}

/** What is left of each prize. Strongly consistent. Right: BatchGetItem. */
export async function leftOf({ promotionId, prizes }: Lottery): Promise<Map<string, number>> {
  const keyOf = (prizeId: string) => at(poolKey(promotionId, prizeId));
  const found = await batchGet(prizes.map(({ prizeId }) => keyOf(prizeId)));
  return new Map(prizes.map(({ prizeId }) => [prizeId, Number(found.get(keyOf(prizeId))?.left ?? 0)]));
}

/** The write of a lottery as a version of its promotion has it: in the commit that makes that version live, which comes once. */
export function putLottery(lottery: Lottery): Action {
  const { promotionId, version } = lottery;
  const Item = { ...lotteryKey(promotionId), _et: 'Lottery', version, lottery };
  return { write: { Put: { TableName: TableName(), Item } } };
}

/** The write of a lottery's seed: once, with its first version. */
export function putSeed(promotionId: string, seed: string): Action {
  const Item = { ...seedKey(promotionId), _et: 'Seed', seed };
  return { write: { Put: { TableName: TableName(), Item } } };
}

/** The write that adds to what is left of a prize. */
export function addPrizes(promotionId: string, prizeId: string, more: number): Action {
  const Update = {
    TableName: TableName(),
    Key: poolKey(promotionId, prizeId),
    UpdateExpression: 'ADD #left :more',
    ExpressionAttributeNames: { '#left': 'left' },
    ExpressionAttributeValues: { ':more': more },
  };
  return { write: { Update } };
}

/** The write that takes a prize off the published ones, before the draw has begun. */
export function removePrize(promotionId: string, prizeId: string): Action {
  return { write: { Delete: { TableName: TableName(), Key: poolKey(promotionId, prizeId) } } };
}

/** Raised when the last of a prize went to somebody else. */
export class PrizeGone extends Error {}

/** The write that takes one of a prize. Refused with `PrizeGone` when there is none left. */
export function takePrize(promotionId: string, prizeId: string): Action {
  const { write } = addPrizes(promotionId, prizeId, -1);
  const Update = {
    ...(write.Update as { ExpressionAttributeValues: object }),
    ConditionExpression: '#left >= :one',
    ExpressionAttributeValues: { ':more': -1, ':one': 1 },
  };
  return { write: { Update }, refused: () => new PrizeGone() };
}

/** The write that counts a customer's `n`th draw; refused when he drew somewhere else at the same time. */
export function countTurn(promotionId: string, customerId: string, n: number): Action {
  const isFirst = n === 1;
  return {
    write: {
      Put: {
        TableName: TableName(),
        Item: { ...turnKey(promotionId, customerId), _et: 'Turns', drawn: n },
        ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : 'drawn = :before',
        ...(isFirst ? {} : { ExpressionAttributeValues: { ':before': n - 1 } }),
      },
    },
    refused: () => new DomainError('conflict', 'lotteries.changed-meanwhile', 'You are drawing elsewhere; try again.'),
  };
}

/** The write that uses an order up for a lottery. Throws conflict `lotteries.order-used`. */
export function useOrder(promotionId: string, orderId: string): Action {
  const Item = { pk: `ORDER#${orderId}`, sk: `LOTTERY#${promotionId}`, _et: 'OrderDrawn' };
  return {
    write: { Put: { TableName: TableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    refused: () => new DomainError('conflict', 'lotteries.order-used', 'This order was drawn for already.'),
  };
}

/** The write of a draw, whose id is new, into the log. */
export function putDraw(draw: Draw): Action {
  const place = `${draw.at}#${draw.drawId}`;
  const keys = { pk: `DRAWS#${draw.promotionId}`, sk: place, gsi1pk: `CUSTOMER#${draw.customerId}`, gsi1sk: place };
  const Item = { ...keys, _et: 'Draw', ...draw };
  return { write: { Put: { TableName: TableName(), Item } } };
}

/** Where a page of draws ends. */
export type PageKey = Record<string, unknown> | undefined;

/** Which draws: all of a lottery in order, or those of a customer, the newest first. */
export type DrawList = { promotionId: string } | { customerId: string };

/** A page of draws. Rights: Query of the table, or of gsi1. */
export async function listDraws(list: DrawList, limit: number, from: PageKey) {
  const ofCustomer = 'customerId' in list;
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: TableName(),
      ...(ofCustomer ? { IndexName: 'gsi1', ScanIndexForward: false } : { ConsistentRead: true }),
      KeyConditionExpression: ofCustomer ? 'gsi1pk = :pk' : 'pk = :pk',
      ExpressionAttributeValues: { ':pk': ofCustomer ? `CUSTOMER#${list.customerId}` : `DRAWS#${list.promotionId}` },
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  return { draws: (Items ?? []) as unknown as Draw[], lastKey: LastEvaluatedKey as PageKey };
}
