/**
 * What pricing writes on a product (store.ts), in a transaction of its own. It counts its own versions, so that a price
 * that is planned does not look like a change of the product. Access patterns:
 *  1. the prices and limits of one SKU   pk PRODUCT#<sku>   sk PRODUCT
 */
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Product } from './domain/product.ts';

/** What pricing says of a product. */
export type Pricing = Pick<Product, 'prices' | 'minimumPrice' | 'maximumPrice'>;

/** The write of a product's prices and limits as pricing wants them; refused when they, or its base price, changed meanwhile. */
export function setPrices({ sku, price, priceVersion }: Product, pricing: Pricing, refused: () => Error): Action {
  const fields = Object.entries({ prices: [], ...pricing });
  const said = fields.filter(([, value]) => value !== undefined);
  const unsaid = ['minimumPrice', 'maximumPrice'].filter((name) => !said.some(([field]) => field === name));
  const sets = said.map(([name]) => `${name} = :${name}`);
  const Update = {
    TableName: tableName('catalog'),
    Key: { pk: `PRODUCT#${sku}`, sk: 'PRODUCT' },
    UpdateExpression: [
      `SET priceVersion = :next, ${sets.join(', ')}`,
      ...(unsaid.length > 0 ? [`REMOVE ${unsaid.join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: `price = :price AND ${priceVersion === undefined ? 'attribute_not_exists(priceVersion)' : 'priceVersion = :known'}`,
    ExpressionAttributeValues: {
      ...Object.fromEntries(said.map(([name, value]) => [`:${name}`, value])),
      ':price': price,
      ':next': (priceVersion ?? 0) + 1,
      ...(priceVersion === undefined ? {} : { ':known': priceVersion }),
    },
  };
  return { write: { Update }, refused };
}
