/**
 * The table of what the law wants to be known. Access patterns:
 *  1. the deals of a SKU in a channel on a day, cheapest first   pk DEALS#<sku>#<channel>  sk <day>#<price>#<at>#<order>
 *  2. its last deal before an instant                            gsi1pk DEALS#<sku>#<channel>  gsi1sk <at>#<order>
 *  3. what an order's deals are                                  pk ORDER#<order>          sk DEALS
 *  4. promotions to be checked again when they start             pk STARTS                 sk <validFrom>#<promotion>#<version>
 *  5. the evidence kept of a promotion, in order                 pk EVIDENCE#<promotion>   sk <at>#<what>#<id>
 * 4 and 5 stand in evidence-store.ts. Nothing here ends by itself: records of promotions are kept for years.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Instant, localDate, shift } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { shop } from '../../shared/platform/env.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type DealsBefore, windowBefore } from './domain/base-price.ts';
import type { LiveDeal, OrderDeals } from './domain/order-deals.ts';

const TableName = () => tableName('compliance');

const PRICE_DIGITS = 13;

const orderKey = (orderId: string) => ({ pk: `ORDER#${orderId}`, sk: 'DEALS' });

const partitionOf = ({ sku, channel }: Venue) => `DEALS#${sku}#${channel}`;

function dealKey(deal: LiveDeal) {
  const { orderId, at, price } = deal;
  const day = localDate(at, shop.timeZone);
  return { pk: partitionOf(deal), sk: `${day}#${String(price).padStart(PRICE_DIGITS, '0')}#${at}#${orderId}` };
}

/** What is known of the deals of these orders. Strongly consistent. Right: BatchGetItem. */
export async function readOrderDeals(orderIds: readonly string[]): Promise<OrderDeals[]> {
  const keyOf = (orderId: string) => ({ table: TableName(), ...orderKey(orderId) });
  const found = await batchGet(orderIds.map(keyOf));
  return orderIds.map((orderId) => {
    const item = found.get(keyOf(orderId));
    return item ? (item.deals as OrderDeals) : { orderId, version: 0 };
  });
}

/** The write of what is known of an order's deals; refused when somebody else learnt something meanwhile. */
export function putOrderDeals(deals: OrderDeals): Action {
  const { orderId, version } = deals;
  return {
    write: {
      Put: {
        TableName: TableName(),
        Item: { ...orderKey(orderId), _et: 'OrderDeals', version, deals },
        ConditionExpression: version === 1 ? 'attribute_not_exists(pk)' : '#version = :before',
        ...(version === 1
          ? {}
          : {
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':before': version - 1 },
            }),
      },
    },
    refused: () => new DomainError('conflict', 'compliance.changed-meanwhile', 'Somebody else changed it; try again.'),
  };
}

/** The write of a deal that counts; again it changes nothing. */
export function putDeal(deal: LiveDeal): Action {
  const { orderId, at, price } = deal;
  const Item = {
    ...dealKey(deal),
    _et: 'Deal',
    orderId,
    at,
    price,
    gsi1pk: partitionOf(deal),
    gsi1sk: `${at}#${orderId}`,
  };
  return { write: { Put: { TableName: TableName(), Item } } };
}

/** The write that takes a deal out of the count. */
export function removeDeal(deal: LiveDeal): Action {
  return { write: { Delete: { TableName: TableName(), Key: dealKey(deal) } } };
}

/** A SKU in a sales channel: what the law calls the same goods in the same venue. */
export interface Venue {
  sku: string;
  channel: string;
}

interface Row {
  at: Instant;
  price: number;
}

async function lastBefore(venue: Venue, start: Instant): Promise<Row | undefined> {
  const { Items } = await send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk AND gsi1sk < :start',
      ExpressionAttributeValues: { ':pk': partitionOf(venue), ':start': start },
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return (Items as Row[] | undefined)?.[0];
}

/** So many deals of a day on the edge of the seven are looked through for one that is inside. */
const MOST_PAGES = 20;
const PAGE = 200;

/** The deals of a day, cheapest first: the first alone, since on most days no other matters, then pages of them. */
async function* pagesOf(day: string, venue: Venue): AsyncGenerator<Row[]> {
  let after: unknown;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reply = await send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :day)',
        ExpressionAttributeValues: { ':pk': partitionOf(venue), ':day': `${day}#` },
        ConsistentRead: true,
        Limit: page === 0 ? 1 : PAGE,
        ...(after ? { ExclusiveStartKey: after } : {}),
      }),
    );
    yield (reply.Items ?? []) as unknown as Row[];
    after = reply.LastEvaluatedKey;
    if (!after) return;
  }
}

/** The cheapest deal of a day within the window. Where thousands before it are outside, none: the last deal still counts. */
async function cheapestOn(day: string, venue: Venue, { from, to }: { from: Instant; to: Instant }) {
  for await (const rows of pagesOf(day, venue)) {
    const inside = rows.find(({ at }) => at >= from && at < to);
    if (inside) return inside.price;
  }
  return undefined;
}

const DAY_MS = 86_400_000;

function daysOf({ from, to }: { from: Instant; to: Instant }): string[] {
  const days = new Set<string>();
  for (let at = Date.parse(from); at < Date.parse(to); at += DAY_MS / 2) {
    days.add(localDate(new Date(at).toISOString(), shop.timeZone));
  }
  return [...days.add(localDate(shift(to, -1), shop.timeZone))];
}

/** What a SKU was really sold for in a channel before `start`. At most ten queries. Rights: Query, Query on gsi1. */
export async function readDealsBefore(venue: Venue, start: Instant): Promise<DealsBefore> {
  const last = await lastBefore(venue, start);
  if (!last) return { lowest7d: null, lastDeal: null };
  const window = windowBefore(start);
  if (last.at < window.from) return { lowest7d: null, lastDeal: last.price };
  const found = await Promise.all(daysOf(window).map((day) => cheapestOn(day, venue, window)));
  // The last deal is in the window, whatever the days' rows say while one of them is being written.
  return { lowest7d: Math.min(last.price, ...found.filter((price) => price !== undefined)), lastDeal: last.price };
}
