import { gone } from '../../../functions/orders/domain/gone.ts';
import type { Order } from '../../../functions/orders/domain/order.ts';
import { MOST_RETURNS, requestReturn } from '../../../functions/orders/domain/returns.ts';
import { anOrder, codeThrownBy, PLACED_AT } from '../../support/an-order.ts';

const lineOf = (sku: string, quantity: number, unitPrice: number) => {
  const gross = quantity * unitPrice;
  return { sku, quantity, unitPrice, gross, discounts: [], net: gross };
};

/** Two sets of a pot and two cups each, and a cup by itself; of that, some parts left. */
const partly = (parts: Record<string, number>, more: Partial<Order> = {}): Order =>
  anOrder({
    status: 'PAID',
    lines: [lineOf('SET', 2, 9_000), lineOf('CUP', 1, 2_000)],
    bundles: {
      SET: [
        { sku: 'POT', quantity: 1 },
        { sku: 'CUP', quantity: 2 },
      ],
    },
    shipments: [
      {
        deliveryId: 'd',
        partner: 'p',
        trackingNumber: 't',
        at: PLACED_AT,
        lines: Object.entries(parts).map(([sku, quantity]) => ({ sku, quantity, locationId: 'main' })),
      },
    ],
    ...more,
  });

describe('given an order with a set, of which a part left', () => {
  test.each([
    [{ POT: 2 }, {}],
    [{ CUP: 1 }, { CUP: 1 }],
    [{ POT: 1, CUP: 2 }, { CUP: 1 }],
    [
      { POT: 1, CUP: 3 },
      { SET: 1, CUP: 1 },
    ],
    [
      { POT: 2, CUP: 4 },
      { SET: 1, CUP: 1 },
    ],
    [
      { POT: 2, CUP: 5 },
      { SET: 2, CUP: 1 },
    ],
  ])('when its parcels took %j, then %j can come back', (parts, whole) => {
    expect(gone(partly(parts))).toEqual(whole);
  });

  test('when a part of the set is brought back for nothing, then that is refused', () => {
    const order = partly({ POT: 1, CUP: 3 });
    const ask = (sku: string) => requestReturn(order, [{ sku, quantity: 1 }], 'any', PLACED_AT);
    expect(codeThrownBy(() => ask('POT'))).toBe('orders.return-exceeds-purchase');
    expect(ask('SET').back.refundTotal).toBe(9_000);
  });

  test('when the last parcel left, then all that was bought can come back', () => {
    expect(gone(partly({ POT: 2 }, { status: 'SHIPPED' }))).toEqual({ SET: 2, CUP: 1 });
  });
});

test('given a buyer who brings an order back unit by unit, when he does not stop, then he is stopped', () => {
  let order = anOrder({ status: 'COMPLETED', lines: [lineOf('TEA', 10_000, 100)] });
  const ask = () => requestReturn(order, [{ sku: 'TEA', quantity: 1 }], 'any', PLACED_AT);
  for (let count = 1; count <= MOST_RETURNS; count += 1) order = ask().order;
  expect(codeThrownBy(ask)).toBe('orders.too-many-returns');
});
