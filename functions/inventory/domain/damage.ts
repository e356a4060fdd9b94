import { DomainError } from '../../../shared/kernel/errors.ts';
import { lose, type Movement, physical } from './movement.ts';
import type { StockLevel } from './stock.ts';

/** The refusal to move more than there is. */
export function notThatMany(): DomainError {
  return new DomainError('conflict', 'inventory.not-that-many', 'There are not that many.', {
    errors: [{ path: 'quantity', code: 'inventory.not-that-many' }],
  });
}

/** Broken units are thrown away, or found among the good ones. Throws conflict `inventory.not-that-many`. */
export function damage(level: StockLevel, quantity: number, step: 'found' | 'written-off'): Movement {
  const { sku, locationId, damaged = 0 } = level;
  if (quantity > (step === 'found' ? physical(level) : damaged)) throw notThatMany();
  if (step === 'found') return lose(level, quantity, { damaged: quantity });
  return { sku, locationId, by: { damaged: -quantity }, needs: { damaged: quantity } };
}
