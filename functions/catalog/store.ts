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
    listPriceLabel: string().optional(),
    listPriceIn: any().optional(),
    cost: number().optional(),
    weightGrams: number().optional(),
    status: string().enum('active', 'clearance', 'retired'),
    attributes: any(),
    bundle: any().optional(),
    pricedAt: string().optional(),
    prices: any().optional(),
    minimumPrice: number().optional(),
    maximumPrice: number().optional(),
    priceVersion: number().optional(),
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

/** Nobody wrote a version, or its prices, since it was looked at. */
function unchanged({ version, priceVersion }: Product) {
  if (version === 1) return { attr: 'sku' as const, exists: false };
  const before = { attr: 'version' as const, eq: version - 1 };
  const prices = priceVersion === undefined ? { exists: false } : { eq: priceVersion };
  return { and: [before, { attr: 'priceVersion' as const, ...prices }] };
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
    .options({ condition: unchanged(product) })
    .params();
  return { write: { Put }, refused: refusal };
}

/** What is listed: everything or a category, and only what holds a text, where asked for. */
export interface Listing {
  category?: string;
  text?: string;
}

/** A search looks through pages of this many products, and gives up for this time after so many of them. */
const SEARCH_PAGE = 500;
const SEARCH_PAGES = 40;

async function readPage({ category, text }: Listing, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await CatalogTable.build(QueryCommand)
    .entities(ProductEntity)
    .query(category ? { index: 'gsi2', partition: `CATEGORY#${category}` } : { index: 'gsi1', partition: 'LISTED' })
    .options({
      limit,
      ...(from ? { exclusiveStartKey: from } : {}),
      ...(text ? { filters: { Product: { attr: 'search', contains: text.toLowerCase() } } } : {}),
    })
    .send();
  return { products: (Items ?? []) as Product[], lastKey: LastEvaluatedKey as PageKey };
}

/** The key after which a list goes on that ended with this product. */
function keyAfter({ category }: Listing, product: Product): PageKey {
  const key = { pk: `PRODUCT#${product.sku}`, sk: 'PRODUCT' };
  return category
    ? { ...key, gsi2pk: `CATEGORY#${category}`, gsi2sk: product.sku }
    : { ...key, gsi1pk: 'LISTED', gsi1sk: product.sku };
}

async function search(listing: Listing, limit: number, from: PageKey) {
  const found: Product[] = [];
  let lastKey = from;
  for (let page = 0; page < SEARCH_PAGES; page += 1) {
    const read = await readPage(listing, SEARCH_PAGE, lastKey);
    found.push(...read.products);
    lastKey = read.lastKey;
    if (found.length >= limit || !lastKey) break;
  }
  const last = found[limit - 1];
  return found.length > limit && last
    ? { products: found.slice(0, limit), lastKey: keyAfter(listing, last) }
    : { products: found, lastKey };
}

/** A page of listed products, by SKU. A search fills its page too, looking at up to 20,000 products at a time. */
export function listProducts(listing: Listing, limit: number, from: PageKey) {
  return listing.text ? search(listing, limit, from) : readPage(listing, limit, from);
}
