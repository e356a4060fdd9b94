/** Winners of dear prizes, whom everybody may see (store.ts, access pattern 9). */
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Winner } from './domain/winner.ts';
import type { PageKey } from './store.ts';

const winnersOf = (promotionId: string) => `WINNERS#${promotionId}`;

/** The write of who won a prize, for everybody to see. */
export function putWinner(promotionId: string, winner: Winner): Action {
  const Item = { pk: winnersOf(promotionId), sk: `${winner.at}#${winner.drawId}`, _et: 'Winner', winner };
  return { write: { Put: { TableName: tableName('lotteries'), Item } } };
}

/** A page of a lottery's winners, the newest first. Right: Query. */
export async function listWinners(promotionId: string, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: tableName('lotteries'),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': winnersOf(promotionId) },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  const items = (Items ?? []) as unknown as { winner: Winner }[];
  return { winners: items.map(({ winner }) => winner), lastKey: LastEvaluatedKey as PageKey };
}
