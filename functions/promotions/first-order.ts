/** Who used a promotion for first orders: one order of a customer may, and no two of them that come at the same moment. */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Found, ItemKey } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Use } from './domain/cart.ts';

const keyOf = (customerId: string) => ({ pk: `FIRST#${customerId}`, sk: 'FIRST' });

/** The key to read before a promotion for first orders is given. */
export function firstOrderKey(customerId: string): ItemKey {
  return { table: tableName('promotions'), ...keyOf(customerId) };
}

/** True when an order of the customer has used a promotion for first orders and has not been cancelled. */
export function hasUsedFirstOrder(found: Found, customerId: string): boolean {
  return found.get(firstOrderKey(customerId)) !== undefined;
}

interface Buyer {
  orderId: string;
  customerId: string;
}

const needsClaim = (uses: readonly Use[]) => uses.some(({ firstOrder }) => firstOrder);

/** The action that makes an order its customer's first one, if its promotions say so. Refused with `promotions.not-first-order`. */
export function claimFirstOrder(uses: readonly Use[], { orderId, customerId }: Buyer): Action[] {
  if (!needsClaim(uses)) return [];
  const Item = { ...keyOf(customerId), _et: 'FirstOrder', orderId };
  return [
    {
      write: {
        Put: { TableName: tableName('promotions'), Item, ConditionExpression: 'attribute_not_exists(pk)' },
      },
      refused: () => new DomainError('conflict', 'promotions.not-first-order', 'Another order was the first one.'),
    },
  ];
}

/** The action that lets another order be the customer's first one, in a commit that takes the marks of these uses away. */
export function giveFirstOrderBack(uses: readonly Use[], customerId: string): Action[] {
  if (!needsClaim(uses)) return [];
  return [{ write: { Delete: { TableName: tableName('promotions'), Key: keyOf(customerId) } } }];
}
