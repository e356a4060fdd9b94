import type { DataOf, Envelope } from '../../events/contract.ts';
import type { OrderImported } from '../../events/orders/order-imported.v1.ts';
import type { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { type Basket, basketSkus } from './domain/basket.ts';

/** What is heard of an order that was sold, here or elsewhere. */
export type Sold = DataOf<typeof OrderPaid> | DataOf<typeof OrderImported>;

/** What an order teaches. */
export function basketOf({ id, data }: Envelope<Sold>): Basket {
  const imported = 'skus' in data;
  const skus = basketSkus(imported ? data.skus : data.lines.map(({ sku }) => sku));
  return { eventId: id, skus, customerId: data.customerId, at: imported ? data.placedAt : data.paidAt };
}
