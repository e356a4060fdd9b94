import {
  EMPTY,
  isCart,
  MOST,
  pieces,
  withCoupon,
  withMore,
  withoutCoupon,
  withQuantity,
} from '../../../clients/storefront/src/cart.ts';

const one = withMore(EMPTY, 'TEA', 1);

describe('given a cart', () => {
  test('when more of a product is put in, then it is one line', () => {
    const cart = withMore(withMore(one, 'CUP', 2), 'TEA', 3);
    expect(cart.lines).toEqual([
      { sku: 'TEA', quantity: 4 },
      { sku: 'CUP', quantity: 2 },
    ]);
    expect(pieces(cart)).toBe(6);
  });

  test.each([
    [0, []],
    [-1, []],
    [Number.NaN, []],
    [2.9, [{ sku: 'TEA', quantity: 2 }]],
    [1e9, [{ sku: 'TEA', quantity: MOST }]],
  ])('when its quantity is set to %p, then the line is what the shop takes, or gone', (quantity, lines) => {
    expect(withQuantity(one, 'TEA', quantity).lines).toEqual(lines);
  });

  test('when a coupon is typed twice, in whatever case and with blanks, then it is there once', () => {
    const cart = withCoupon(withCoupon(one, ' WELCOME10 '), 'welcome10');
    expect(cart.couponCodes).toEqual(['WELCOME10']);
    expect(withCoupon(cart, '  ')).toBe(cart);
    expect(withoutCoupon(cart, 'WELCOME10').couponCodes).toEqual([]);
  });
});

describe('given what was kept on the device', () => {
  test.each([
    [EMPTY, true],
    [one, true],
    [null, false],
    ['text', false],
    [{ lines: [] }, false],
    [{ lines: [{ sku: 'TEA', quantity: 'two' }], couponCodes: [] }, false],
    [{ lines: [{ quantity: 1 }], couponCodes: [] }, false],
    [{ lines: [], couponCodes: [7] }, false],
  ])('when it is %j, then whether it is taken for a cart is %p', (value, taken) => {
    expect(isCart(value)).toBe(taken);
  });
});
