/** A customer of the demo shop. */
export interface SeedCustomer {
  customerId: string;
  name: string;
  language: 'zh' | 'en';
}

/** The customers; anybody else may buy as well. */
export const CUSTOMERS: readonly SeedCustomer[] = [
  { customerId: 'demo-lin', name: '林小满', language: 'zh' },
  { customerId: 'demo-wang', name: '王一诺', language: 'zh' },
  { customerId: 'demo-sam', name: 'Sam Carter', language: 'en' },
];

/** How far an order of the demo shop has come. */
export type SeedStage = 'held' | 'paid' | 'cancelled' | 'shipped' | 'completed';

/** An order of the demo shop. */
export interface SeedOrder {
  /** Its idempotency key: sown twice it is there once. */
  key: string;
  customerId: string;
  channel: 'web' | 'mini-program' | 'live' | 'store';
  lines: [sku: string, quantity: number][];
  stage: SeedStage;
  reviews?: { sku: string; rating: number; text: string }[];
}

/** Orders in every state that staff will want to look at. */
export const ORDERS: readonly SeedOrder[] = [
  {
    key: 'seed-1',
    customerId: 'demo-lin',
    channel: 'web',
    lines: [
      ['TEA-LONGJING', 2],
      ['CUP-CELADON', 2],
    ],
    stage: 'completed',
    reviews: [
      { sku: 'TEA-LONGJING', rating: 5, text: '豆香很足，回甘明显，包装也好看。' },
      { sku: 'CUP-CELADON', rating: 4, text: '釉色温润，杯口稍薄，喝茶正合适。' },
    ],
  },
  {
    key: 'seed-2',
    customerId: 'demo-sam',
    channel: 'web',
    lines: [
      ['TEA-LONGJING', 1],
      ['CUP-CELADON', 4],
      ['HOME-TRAY', 1],
    ],
    stage: 'completed',
    reviews: [
      { sku: 'TEA-LONGJING', rating: 4, text: 'Sweet and nutty. Arrived in two days.' },
      { sku: 'HOME-TRAY', rating: 5, text: 'Beautiful grain, drains well, no wobble.' },
    ],
  },
  {
    key: 'seed-3',
    customerId: 'demo-wang',
    channel: 'mini-program',
    lines: [
      ['SNACK-MOONCAKE', 2],
      ['SNACK-NOUGAT', 3],
    ],
    stage: 'completed',
    reviews: [{ sku: 'SNACK-MOONCAKE', rating: 3, text: '味道不错，就是有点甜。' }],
  },
  {
    key: 'seed-4',
    customerId: 'demo-wang',
    channel: 'live',
    lines: [
      ['POT-ZISHA', 1],
      ['TEA-PUER', 1],
    ],
    stage: 'shipped',
  },
  { key: 'seed-5', customerId: 'demo-sam', channel: 'web', lines: [['PEN-BRASS', 1]], stage: 'paid' },
  {
    key: 'seed-6',
    customerId: 'demo-lin',
    channel: 'mini-program',
    lines: [
      ['BOOK-LINEN', 3],
      ['INK-SOOT', 1],
    ],
    stage: 'cancelled',
  },
  { key: 'seed-7', customerId: 'demo-lin', channel: 'web', lines: [['HOME-CANDLE', 1]], stage: 'held' },
];

/** What the delivery partner says of an order on its way, in this order. */
export const WAY: Readonly<Record<'shipped' | 'completed', readonly string[]>> = {
  shipped: ['PICKED_UP', 'IN_TRANSIT'],
  completed: ['PICKED_UP', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED'],
};
