/**
 * The insights' table. Access patterns:
 *  1. sales of the days of a range, by day and channel   pk SALES#<YYYY>   sk <YYYY-MM-DD>#<channel>
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type DailySales, yearsOf } from './domain/sales.ts';

const InsightsTable = contextTable('insights');

/** The counters of one channel on one day: only ever added to. */
const DailySalesEntity = new Entity({
  name: 'DailySales',
  table: InsightsTable,
  timestamps: false,
  schema: item({
    date: string().key(),
    channel: string().key(),
    orders: number(),
    units: number(),
    gross: number(),
    discounts: number(),
    refunds: number(),
  }),
  computeKey: ({ date, channel }) => ({ pk: `SALES#${date.slice(0, 4)}`, sk: `${date}#${channel}` }),
});

/** Adds to the counters of a day and channel. */
export function addSales({ date, channel, orders, units, gross, discounts, refunds }: DailySales): Action {
  const { Update } = DailySalesEntity.build(UpdateTransaction)
    .item({
      date,
      channel,
      orders: $add(orders),
      units: $add(units),
      gross: $add(gross),
      discounts: $add(discounts),
      refunds: $add(refunds),
    })
    .params();
  return { write: { Update } };
}

async function salesOfYear(year: string, from: string, to: string): Promise<DailySales[]> {
  const { Items } = await InsightsTable.build(QueryCommand)
    .entities(DailySalesEntity)
    // `$` is the character after `#`, so every channel of the last day is in.
    .query({ partition: `SALES#${year}`, range: { between: [from, `${to}$`] } })
    .options({ consistent: true, maxPages: Number.POSITIVE_INFINITY })
    .send();
  return (Items ?? []) as DailySales[];
}

/** Sales of all days from `from` to `to`, both included, by day and channel. Strongly consistent. */
export async function salesBetween(from: string, to: string): Promise<DailySales[]> {
  const years = await Promise.all(yearsOf(from, to).map((year) => salesOfYear(year, from, to)));
  return years.flat();
}
