/**
 * What was seen at competitors'. Access patterns:
 *  1. the market of a SKU, or of all SKUs in pages   pk MARKET           sk <sku>
 *  2. one observation, once                          pk OBSERVED#<sku>   sk <observedAt>#<competitor>
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { batchGet, type ItemKey } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Market, Observation } from './domain/market.ts';
import { changedMeanwhile, isNext, type PageKey, PricingTable } from './store.ts';

/** The market of one SKU as stored. */
export const MarketEntity = new Entity({
  name: 'Market',
  table: PricingTable,
  timestamps: false,
  schema: item({ sku: string().key(), market: any(), version: number() }),
  computeKey: ({ sku }) => ({ pk: 'MARKET', sk: sku }),
});

const keyOf = (pk: string, sk: string): ItemKey => ({ table: tableName('pricing'), pk, sk });

/** What of the market is known of some SKUs; of those nobody saw, an empty one. Strongly consistent. */
export async function marketsOf(skus: readonly string[]): Promise<Map<string, Market>> {
  const found = await batchGet(skus.map((sku) => keyOf('MARKET', sku)));
  const marketOf = (sku: string) => found.get(keyOf('MARKET', sku))?.market as Market | undefined;
  return new Map(skus.map((sku) => [sku, marketOf(sku) ?? { sku, latest: {}, version: 0 }]));
}

/** The write of the next version of a SKU's market. */
export function putMarket(market: Market): Action {
  const { sku, version } = market;
  const { Put } = MarketEntity.build(PutTransaction)
    .item({ sku, market, version })
    .options({ condition: isNext(version) })
    .params();
  return { write: { Put }, refused: changedMeanwhile };
}

/** A page of all markets, by SKU. */
export async function marketsFrom(limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await PricingTable.build(QueryCommand)
    .entities(MarketEntity)
    .query({ partition: 'MARKET' })
    .options({ limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { markets: (Items ?? []).map(({ market }) => market as Market), lastKey: LastEvaluatedKey as PageKey };
}

const observationKey = ({ sku, observedAt, competitor }: Observation) =>
  keyOf(`OBSERVED#${sku}`, `${observedAt}#${competitor}`);

/** Those observations that nobody told of yet. */
export async function unknownAmong(observations: readonly Observation[]): Promise<Observation[]> {
  const found = await batchGet(observations.map(observationKey));
  return observations.filter((observation) => !found.get(observationKey(observation)));
}

/** The write of an observation. Told twice at once, it is refused with the market that it is written with. */
export function putObservation(observation: Observation): Action {
  const { table: TableName, ...key } = observationKey(observation);
  const said = Object.fromEntries(Object.entries(observation).filter(([, value]) => value !== undefined));
  return { write: { Put: { TableName, Item: { ...key, _et: 'Observation', ...said } } } };
}
