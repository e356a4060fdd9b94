import { DomainError } from '../../shared/kernel/errors.ts';
import { remembered } from '../../shared/platform/world.ts';
import { readProducts } from '../catalog/holds.ts';
import type { Bundles } from '../inventory/holds.ts';
import { bundlesAmong } from './goods.ts';

/** SKUs seen in the catalogue by this warm function. Products are retired, never removed, so what is known stays known. */
const skusSeen = () => remembered('catalogued-skus', () => new Set<string>());
const MAX_KNOWN = 50_000;

async function learn(skus: readonly string[]): Promise<void> {
  if (skus.length === 0) return;
  for (const sku of (await readProducts(skus)).keys()) skusSeen().add(sku);
}

type Lines = readonly { sku: string }[];

function refuse(lines: Lines, isKnown: (sku: string) => boolean): void {
  const code = 'catalog.unknown-sku';
  const errors = lines.flatMap(({ sku }, index) => (isKnown(sku) ? [] : [{ path: `lines.${index}.sku`, code }]));
  if (errors.length > 0)
    throw new DomainError('not-found', code, 'Some products are not in the catalogue.', { errors });
}

/** Throws not-found `catalog.unknown-sku` naming every line whose SKU the catalogue lacks. Right: catalog BatchGetItem. */
export async function refuseUnknownSkus(lines: Lines): Promise<void> {
  const known = skusSeen();
  if (known.size > MAX_KNOWN) known.clear(); // Before looking what is missing: this order's SKUs must not be forgotten.
  await learn([...new Set(lines.map(({ sku }) => sku))].filter((sku) => !known.has(sku)));
  refuse(lines, (sku) => known.has(sku));
}

/** What the bundles among lines are made of now. Throws as `refuseUnknownSkus`. Right: catalog BatchGetItem. */
export async function bundlesOfLines(lines: Lines): Promise<Bundles> {
  const products = await readProducts([...new Set(lines.map(({ sku }) => sku))]);
  refuse(lines, (sku) => products.has(sku));
  return bundlesAmong(products);
}
