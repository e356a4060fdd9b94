import type { Sample } from './requests.ts';

/** Samples of the routes that take over what was sold elsewhere: by another system, at a till. */
export function importSamples(sku: string, at: string): Record<string, Sample> {
  const soldLines = [{ sku, quantity: 1, unitPrice: 1_000 }];
  return {
    importOrder: {
      body: {
        source: 'elsewhere',
        externalId: 'hostile-1',
        placedAt: at,
        customerRef: 'c1',
        currency: 'CNY',
        lines: [{ ...soldLines[0], discounts: [{ promotionId: 'promo_none', label: 'Elsewhere', amount: 1 }] }],
        couponCodes: ['ELSEWHERE'],
      },
    },
    importReturn: {
      body: {
        source: 'elsewhere',
        externalId: 'hostile-2',
        orderExternalId: 'hostile-none',
        returnedAt: at,
        lines: soldLines,
      },
    },
    recordTillOrders: {
      body: {
        tillId: 'till-hostile',
        locationId: 'main',
        currency: 'CNY',
        orders: [
          {
            sequence: 1,
            soldAt: at,
            customerId: 'somebody',
            lines: soldLines,
            payments: [{ method: 'cash', amount: 1, reference: 'r1' }],
          },
        ],
      },
    },
    getTill: { params: { tillId: 'till-none' } },
  };
}
