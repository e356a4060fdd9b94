import { DomainError } from '../../../shared/kernel/errors.ts';

/** What no price of a SKU may pass. */
export interface Limits {
  minimumPrice?: number;
  maximumPrice?: number;
}

/**
 * Refuses limits that cannot be, or that a price of the SKU is outside of. Throws invalid `pricing.bad-limits`, conflict
 * `pricing.limit-in-the-way` naming the limit.
 */
export function refuseBadLimits(
  { minimumPrice = 0, maximumPrice = Infinity }: Limits,
  prices: readonly number[],
): void {
  if (minimumPrice > maximumPrice) {
    throw new DomainError('invalid', 'pricing.bad-limits', 'The least is more than the most.', {
      errors: [{ path: 'minimumPrice', code: 'pricing.bad-limits' }],
    });
  }
  const code = 'pricing.limit-in-the-way';
  const errors = [
    ...(prices.some((price) => price < minimumPrice) ? [{ path: 'minimumPrice', code }] : []),
    ...(prices.some((price) => price > maximumPrice) ? [{ path: 'maximumPrice', code }] : []),
  ];
  if (errors.length > 0) throw new DomainError('conflict', code, 'A price of the SKU is outside of that.', { errors });
}
