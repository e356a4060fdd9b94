import { bookImported } from '../../../functions/journal/domain/booking.ts';
import { bringBack, importedFact, takeOver } from '../../../functions/orders/domain/imported.ts';

const names = { source: 'grocer', externalId: 'basket-1' };
const coupon = (amount: number) => ({ promotionId: 'promotion_1', label: 'Coupon', amount });
const order = (lines: Parameters<typeof takeOver>[0]['lines']) =>
  takeOver(
    {
      ...names,
      orderId: 'order_1',
      placedAt: '2017-01-01T00:00:00.000Z',
      currency: 'CNY',
      lines,
      couponCodes: ['UPC-26'],
    },
    'correlation',
    'event',
  );

test('given discounts of elsewhere, when the order is taken over, then they stand on its lines and in its total', () => {
  const taken = order([
    { sku: 'A', quantity: 3, unitPrice: 100, discounts: [coupon(50), { ...coupon(25), promotionId: 'loyalty' }] },
    { sku: 'B', quantity: 1, unitPrice: 70, discounts: [coupon(70)] },
  ]);
  expect(taken).toMatchObject({ subtotal: 370, discountTotal: 145, total: 225, couponCodes: ['UPC-26'] });
  expect(taken.lines.map(({ net }) => net)).toEqual([225, 0]);
  expect(taken.promotions.applied).toEqual([coupon(120), { promotionId: 'loyalty', label: 'Coupon', amount: 25 }]);
});

test('given a discount above its line, when it is told, then it is refused at its place', () => {
  const tell = () => order([{ sku: 'A', quantity: 1, unitPrice: 100, discounts: [coupon(101)] }]);
  expect(tell).toThrow(expect.objectContaining({ code: 'orders.discount-exceeds-line' }));
});

test('given a discounted order, when it is booked, then what was paid and what was given come to what was sold', () => {
  const { data } = importedFact(order([{ sku: 'A', quantity: 1, unitPrice: 100, discounts: [coupon(30)] }]), names);
  expect(data).toMatchObject({ gross: 100, discount: 30 });
  expect(bookImported(data).lines).toEqual([
    { account: 'clearing:grocer', debit: 70 },
    { account: 'discounts:shop', debit: 30 },
    { account: 'sales', credit: 100 },
  ]);
});

test('given a discounted order, when more comes back than was paid for it, then it is refused', () => {
  const taken = order([{ sku: 'A', quantity: 2, unitPrice: 100, discounts: [coupon(30)] }]);
  expect(() => bringBack(taken, [{ sku: 'A', quantity: 2, unitPrice: 100 }])).toThrow(
    expect.objectContaining({ code: 'orders.return-exceeds-purchase' }),
  );
  expect(bringBack(taken, [{ sku: 'A', quantity: 2, unitPrice: 85 }]).refund).toBe(170);
});
