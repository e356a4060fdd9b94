/**
 * The catalogue's table. Access patterns:
 *  1. one product by SKU                      pk PRODUCT#<sku>          sk PRODUCT
 *  2. all listed products by SKU, in pages    gsi1pk LISTED             gsi1sk <sku>
 *  3. listed products of a category, in pages gsi2pk CATEGORY#<name>    gsi2sk <sku>
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Product } from './domain/product.ts';

const CatalogTable = contextTable('catalog');

/** A product as stored. Prices in minor units of the shop's currency. */
export const ProductEntity = new Entity({
  name: 'Product',
  table: CatalogTable,
  timestamps: false,
  schema: item({
    sku: string().key(),
    name: map({ zh: string().optional(), en: string().optional() }),
    category: string(),
    brand: string().optional(),
    price: number(),
    listPrice: number().optional(),
    cost: number().optional(),
    weightGrams: number().optional(),
    status: string().enum('active', 'clearance', 'retired'),
    attributes: any(),
    search: string(),
    version: number(),
    updatedAt: string(),
    gsi1pk: string().optional(),
    gsi1sk: string().optional(),
    gsi2pk: string().optional(),
    gsi2sk: string().optional(),
  }),
  computeKey: ({ sku }) => ({ pk: `PRODUCT#${sku}`, sk: 'PRODUCT' }),
});

/** Where a page of a list ends. */
export type PageKey = Record<string, unknown> | undefined;

/** One product, or undefined. Strongly consistent. */
export async function findProduct(sku: string): Promise<Product | undefined> {
  const { Item } = await ProductEntity.build(GetItemCommand).key({ sku }).options({ consistent: true }).send();
  return Item as Product | undefined;
}

/** The write of a product's next version; refused with `refusal` when somebody else wrote a version meanwhile. */
export function putProduct(product: Product, refusal: () => Error): Action {
  const listed = product.status !== 'retired';
  const search = [product.sku, product.name.zh, product.name.en, product.brand].filter(Boolean).join(' ').toLowerCase();
  const { Put } = ProductEntity.build(PutTransaction)
    .item({
      ...product,
      search,
      ...(listed
        ? { gsi1pk: 'LISTED', gsi1sk: product.sku, gsi2pk: `CATEGORY#${product.category}`, gsi2sk: product.sku }
        : {}),
    })
    .options({
      condition: product.version === 1 ? { attr: 'sku', exists: false } : { attr: 'version', eq: product.version - 1 },
    })
    .params();
  return { write: { Put }, refused: refusal };
}

/** A page of listed products, by SKU; of one category, and holding a text, where asked for. */
export async function listProducts(filter: { category?: string; text?: string }, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await CatalogTable.build(QueryCommand)
    .entities(ProductEntity)
    .query(
      filter.category
        ? { index: 'gsi2', partition: `CATEGORY#${filter.category}` }
        : { index: 'gsi1', partition: 'LISTED' },
    )
    .options({
      limit,
      ...(from ? { exclusiveStartKey: from } : {}),
      ...(filter.text ? { filters: { Product: { attr: 'search', contains: filter.text.toLowerCase() } } } : {}),
    })
    .send();
  return { products: (Items ?? []) as Product[], lastKey: LastEvaluatedKey as PageKey };
}
