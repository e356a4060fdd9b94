import { DomainError, type ErrorAt } from '../../shared/kernel/errors.ts';
import { readProducts } from '../catalog/holds.ts';
import { goodsFaults, skusNamed } from './domain/goods-faults.ts';
import type { Definition } from './domain/promotion.ts';
import type { Asked, Verdict } from './publish-check.ts';

async function faultsBeside(definition: Definition): Promise<ErrorAt[]> {
  const skus = skusNamed(definition);
  return skus.length === 0 ? [] : goodsFaults(definition, await readProducts(skus));
}

/**
 * Refuses a promotion that names what the shop does not have. Throws invalid `promotions.invalid` with the place of each
 * fault. Right on the catalogue: BatchGetItem.
 */
export async function refuseUnknownGoods(definition: Definition): Promise<void> {
  const errors = await faultsBeside(definition);
  if (errors.length > 0)
    throw new DomainError('invalid', 'promotions.invalid', 'The promotion is not for these goods.', { errors });
}

/** The goods may have changed since it was drafted: a gift may be retired by the time it goes live. */
export async function goodsStillKnown({ promotion }: Asked): Promise<Verdict> {
  return { errors: await faultsBeside(promotion.definition) };
}
