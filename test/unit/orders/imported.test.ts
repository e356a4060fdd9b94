import { bringBack, customerIdOf, type ImportedLine, takeOver } from '../../../functions/orders/domain/imported.ts';
import { isDomainError } from '../../../shared/kernel/errors.ts';

const line = (changes: Partial<ImportedLine> = {}): ImportedLine => ({
  sku: 'TEA',
  quantity: 10,
  unitPrice: 200,
  ...changes,
});

const orderOf = (...lines: ImportedLine[]) =>
  takeOver(
    {
      orderId: 'order_1',
      source: 'till',
      externalId: '536365',
      placedAt: '2010-12-01T00:26:00.000Z',
      customerRef: '17850',
      currency: 'GBP',
      lines,
    },
    'correlation_1',
    'orders.OrderImported.v1',
  );

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return isDomainError(error) ? error.code : String(error);
  }
  return undefined;
}

describe('takeOver', () => {
  it('given lines, then a completed marketplace order that holds no stock', () => {
    expect(orderOf(line(), line({ sku: 'POT', quantity: 1, unitPrice: 0 }))).toMatchObject({
      status: 'COMPLETED',
      channel: 'marketplace',
      version: 1,
      customerId: 'till:17850',
      total: 2_000,
      holdings: [],
      lines: [
        { sku: 'TEA', gross: 2_000, discounts: [], net: 2_000 },
        { sku: 'POT', gross: 0 },
      ],
      imported: { source: 'till', externalId: '536365' },
    });
  });

  it('given a sum beyond what adds up exactly, then it is refused', () => {
    const huge = line({ quantity: 1_000_000, unitPrice: 1_000_001 });
    expect(codeOf(() => orderOf(huge))).toBe('orders.amount-too-large');
  });

  it('given no customer, then it is nobody’s', () => {
    expect(customerIdOf({ source: 'till' })).toBe('anonymous');
  });
});

describe('bringBack', () => {
  it('given part of a line, then it is noted and refunded', () => {
    const { order, refund } = bringBack(orderOf(line()), [line({ quantity: 4 })]);
    expect([refund, order.refundTotal, order.version, order.returned]).toEqual([800, 800, 2, { 'TEA@200': 4 }]);
  });

  it('given the same SKU on several lines, then all of them can come back', () => {
    const bought = orderOf(line({ quantity: 2 }), line({ quantity: 3 }), line({ quantity: 1, unitPrice: 300 }));
    expect(bringBack(bought, [line({ quantity: 6 })])).toMatchObject({
      refund: 1_200,
      order: { returned: { 'TEA@200': 5, 'TEA@300': 1 } },
    });
  });

  it.each([
    ['more than was bought', [line({ quantity: 11 })]],
    ['more than was bought, over two lines', [line({ quantity: 6 }), line({ quantity: 5 })]],
    ['at more than was paid', [line({ quantity: 1, unitPrice: 201 })]],
    ['what was not bought', [line({ sku: 'POT', quantity: 1 })]],
  ])('given %s, then it is refused', (_name, lines) => {
    expect(codeOf(() => bringBack(orderOf(line()), lines))).toBe('orders.return-exceeds-purchase');
  });

  it('given returns one after the other, then what came back before counts', () => {
    const { order } = bringBack(orderOf(line()), [line({ quantity: 7 })]);
    expect(codeOf(() => bringBack(order, [line({ quantity: 4 })]))).toBe('orders.return-exceeds-purchase');
    expect(bringBack(order, [line({ quantity: 3 })]).order.refundTotal).toBe(2_000);
  });
});
