import { assertReviewable, present } from '../../../functions/feedback/domain/review.ts';
import { summaryOf } from '../../../functions/feedback/domain/summary.ts';

const order = { customerId: 'customer_1', status: 'COMPLETED', lines: [{ sku: 'TEA-01' }] };

const outcome = (given: typeof order | undefined, customerId = 'customer_1', sku = 'TEA-01'): string => {
  try {
    assertReviewable(given, customerId, sku);
    return 'reviewable';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('given somebody who wants to review', () => {
  test.each(['DELIVERED', 'COMPLETED'])('when the order is %s and theirs, then they may', (status) => {
    expect(outcome({ ...order, status })).toBe('reviewable');
  });

  test.each(['RESERVED', 'PAID', 'SHIPPED', 'CANCELLED'])('when the order is %s, then they wait', (status) => {
    expect(outcome({ ...order, status })).toBe('feedback.not-delivered');
  });

  test('when the order is unknown or of somebody else, then there is no such order', () => {
    expect(outcome(undefined)).toBe('orders.unknown-order');
    expect(outcome(order, 'customer_2')).toBe('orders.unknown-order');
  });

  test('when the order does not hold the product, then it was not bought', () => {
    expect(outcome(order, 'customer_1', 'CUP-01')).toBe('feedback.not-bought');
  });
});

describe('given a review', () => {
  test('when it is shown, then nothing tells who wrote it', () => {
    const review = { reviewId: 'review_1', orderId: 'order_1', sku: 'TEA-01', rating: 4, publishedAt: '2026-11-21' };
    expect(Object.keys(present(review))).not.toContain('orderId');
  });
});

describe('given the ratings of a product', () => {
  test('when there are none, then everything is zero', () => {
    expect(summaryOf({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 })).toMatchObject({ count: 0, average: 0 });
  });

  test.each([
    [{ 1: 0, 2: 0, 3: 0, 4: 1, 5: 2 }, 3, 4.67],
    [{ 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 }, 5, 3],
    [{ 1: 1, 2: 0, 3: 0, 4: 0, 5: 7 }, 8, 4.5],
    [{ 1: 0, 2: 0, 3: 7, 4: 1, 5: 0 }, 8, 3.13],
  ])('when they are %j, then count and average follow', (histogram, count, average) => {
    expect(summaryOf(histogram)).toEqual({ count, average, histogram });
  });
});
