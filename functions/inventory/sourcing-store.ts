/**
 * The inventory's table, its part for sourcing. Access patterns:
 *  1. how the shop chooses between locations  pk SOURCING   sk SOURCING   (an attribute `at:<location>` for each)
 */
import type { ItemKey } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Location } from './domain/location.ts';
import { PLAIN_RULES, type SourcingRules } from './domain/sourcing.ts';

const PLACE = 'at:';
const KEY = { pk: 'SOURCING', sk: 'SOURCING' };

/** The key of the shop's rules, for a caller that reads more in the same call. */
export const sourcingKey = (): ItemKey => ({ table: tableName('inventory'), ...KEY });

/** The rules in an item. */
export function rulesFrom(item: Record<string, unknown>): SourcingRules {
  const { policy, priority, distances } = { ...PLAIN_RULES, ...item } as SourcingRules;
  const places = Object.entries(item)
    .filter(([name]) => name.startsWith(PLACE))
    .map(([name, place]) => [name.slice(PLACE.length), place]);
  return { policy, priority, distances, places: Object.fromEntries(places) };
}

/** The shop's rules. Strongly consistent. Right: GetItem. */
export async function storedRules(): Promise<SourcingRules> {
  const { Item } = await send(new GetCommand({ TableName: tableName('inventory'), Key: KEY, ConsistentRead: true }));
  return Item ? rulesFrom(Item as Record<string, unknown>) : PLAIN_RULES;
}

function update(fields: Record<string, unknown>): Action {
  const entries = Object.entries(fields);
  return {
    write: {
      Update: {
        TableName: tableName('inventory'),
        Key: KEY,
        UpdateExpression: `SET ${entries.map((_, at) => `#${at} = :${at}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([name], at) => [`#${at}`, name])),
        ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], at) => [`:${at}`, value])),
      },
    },
  };
}

/** Lays down how the shop chooses. Right: UpdateItem. */
export function putRules({ policy, priority, distances }: Omit<SourcingRules, 'places'>): Action {
  return update({ policy, priority, distances });
}

/** Tells sourcing where a location is and whether goods are sent from there. Right: UpdateItem. */
export function putPlace({ locationId, region, capabilities }: Location): Action {
  return update({ [`${PLACE}${locationId}`]: { region, ships: capabilities.includes('ship') } });
}
