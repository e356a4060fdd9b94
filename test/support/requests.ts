import type { Route } from '../../shared/platform/route.ts';
import { importSamples } from './import-requests.ts';
import { priceSamples } from './price-requests.ts';
import { programmeSamples } from './programme-requests.ts';
import { promotionSamples } from './promotion-requests.ts';
import { rehearsalSamples } from './rehearsal-requests.ts';

/** One request that a route's contract allows: every field of its body is there. */
export interface Sample {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
}

/** The product that samples name. */
export const SAMPLE_SKU = 'HOSTILE-1';

const price = { amount: 1_000, currency: 'CNY' };
const lines = [{ sku: SAMPLE_SKU, quantity: 1 }];
const payment = { provider: 'sandbox', token: 'approve' };
const at = '2026-11-21T08:00:00Z';
const order = { orderId: 'order_none' };
const promotion = { promotionId: 'promo_none' };
const page = { limit: '5' };

const cart = {
  channel: 'web',
  lines: [{ sku: SAMPLE_SKU, quantity: 1, preselected: true, userSelected: true }],
  personalised: false,
  displayed: [1_000_000],
  couponCodes: ['NONE'],
  pointsToUse: 0,
  delivery: { method: 'ship', address: { city: 'Shanghai' } },
  live: { sessionId: 'session-1', creatorId: 'creator-1' },
  groupBuy: { promotionId: 'promo_none', groupId: 'group_none' },
};

/** A sample for every route by its id; a route that is not here fails the hostile tests. */
export const SAMPLES: Record<string, Sample> = {
  putCampaign: {
    params: { campaignId: 'sample' },
    body: {
      kind: 'birthday-greeting',
      name: 'Birthday',
      couponCode: 'BDAY',
      promotionId: 'promo_none',
      template: { zh: '{coupon}', en: '{coupon}' },
      enabled: false,
      validFrom: '2020-01-01T00:00:00Z',
      validTo: '2030-01-01T00:00:00Z',
    },
  },
  getCampaign: { params: { campaignId: 'none' } },
  listCampaigns: { query: page },
  listMessages: { query: page },
  listProducts: { query: { ...page, channel: 'web', category: 'tea', q: 'tea' } },
  getProduct: { params: { sku: SAMPLE_SKU }, query: { channel: 'web' } },
  putProduct: {
    params: { sku: SAMPLE_SKU },
    body: {
      name: { en: 'Sample' },
      category: 'tea',
      brand: 'Oneshelf',
      price,
      listPrice: price,
      listPriceLabel: '厂商建议零售价',
      cost: price,
      weightGrams: 100,
      status: 'active',
      attributes: { colour: 'green' },
      bundle: [{ sku: 'HOSTILE-PART', quantity: 2 }],
    },
  },
  getShop: {},
  getMe: {},
  patchMe: { body: { name: 'Li', birthday: '01-15', language: 'en', phone: '+86 138 0000 0000', personalised: true } },
  putStanding: { params: { customerId: 'nobody' }, body: { tier: 'gold', segments: ['new'] } },
  putConsent: { params: { purpose: 'marketing' }, body: { granted: true, channel: 'web' } },
  createShipment: {
    params: order,
    body: { partner: 'sandbox', trackingNumber: 'HOSTILE-1', lines, locationId: 'main' },
  },
  listDeliveries: { params: order },
  deliveryWebhook: { params: { partner: 'sandbox' } },
  reviewOrderLine: {
    params: order,
    body: { sku: SAMPLE_SKU, rating: 5, text: 'Good.', images: ['https://example.com/a.jpg'] },
  },
  listReviews: { params: { sku: SAMPLE_SKU }, query: page },
  createDevSession: { body: { customerId: 'somebody', roles: ['customer'] } },
  ...programmeSamples(),
  ...promotionSamples(promotion),
  ...rehearsalSamples(promotion),
  getJournal: { query: { ...page, from: '2026-01-01', to: '2026-01-02', account: 'sales' } },
  getClose: { params: { date: '2026-01-01' } },
  closeDay: { params: { date: '2026-01-01' } },
  getDailySales: { query: { from: '2026-01-01', to: '2026-01-02', channel: 'web' } },
  receiveStock: { body: { sku: SAMPLE_SKU, locationId: 'main', quantity: 1, reference: 'hostile' } },
  getStock: { params: { sku: SAMPLE_SKU } },
  countStock: { body: { sku: SAMPLE_SKU, locationId: 'main', counted: 1, reference: 'hostile', countedAt: at } },
  damageStock: { body: { sku: SAMPLE_SKU, locationId: 'main', quantity: 1, reference: 'hostile', step: 'found' } },
  dispatchTransfer: { body: { sku: SAMPLE_SKU, from: 'main', to: 'none', quantity: 1, reference: 'hostile' } },
  receiveTransfer: { params: { transferId: 'transfer_none' }, body: { received: 1 } },
  putStockSettings: {
    params: { sku: SAMPLE_SKU, locationId: 'main' },
    body: {
      safety: 0,
      lowAt: 0,
      backorder: { limit: 0 },
      pools: [{ channel: 'live', units: 0, percent: 10, lendsTo: ['web'], floor: 0 }],
    },
  },
  listStockLedger: { params: { sku: SAMPLE_SKU }, query: page },
  listStockShortages: { query: page },
  auditSkus: { query: { after: SAMPLE_SKU, limit: '5', whole: 'true' } },
  putSourcing: {
    body: { policy: 'nearest', priority: ['main'], distances: { Shanghai: { Beijing: 1_200 } } },
  },
  getSourcing: {},
  putHotSku: {
    params: { sku: SAMPLE_SKU },
    body: { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z', perCustomer: 2, holdSeconds: 60, lapses: 2 },
  },
  getAdmission: { params: { admissionId: 'none' } },
  listLocations: {},
  putLocation: {
    params: { locationId: 'sample' },
    body: { kind: 'store', name: 'Sample', region: 'Shanghai', capabilities: ['pickup'] },
  },
  quoteCart: { body: cart },
  tryPromotion: { params: promotion, body: { cart, at, customerId: 'nobody' } },
  placeOrder: { body: { ...cart, payment, expectedTotal: 1_000, referralCode: 'NONE' } },
  payOrder: { params: order, body: { payment } },
  getOrder: { params: order },
  listOrders: { query: page },
  listOrdersByStatus: { query: { ...page, status: 'PAID' } },
  countOrders: {},
  cancelOrder: { params: order },
  getOrderStory: { params: order },
  handOverOrder: { params: order, body: { code: '00000000' } },
  getLedger: { params: order },
  quoteReturn: { params: order, body: { lines, reason: 'Too small' } },
  requestReturn: { params: order, body: { lines, reason: 'Too small' } },
  listReturns: { params: order },
  receiveReturn: {
    params: { returnId: 'return_none-1' },
    body: { lines: [{ sku: SAMPLE_SKU, quantity: 1, condition: 'damaged' }], locationId: 'main' },
  },
  getCharges: {},
  putCharges: {
    body: {
      tax: { prices: 'inclusive', rates: [{ category: 'tea', region: 'Shanghai', percent: 0 }] },
      shipping: { tariffs: [{ region: 'Nowhere', fee: 0, freeFrom: 0 }] },
    },
  },
  ...importSamples(SAMPLE_SKU, at),
  ...priceSamples(SAMPLE_SKU, at),
  settleSandbox: { params: { paymentId: 'payment_none' }, body: { outcome: 'approve' } },
  listRefunds: { query: { ...page, status: 'failed' } },
  retryRefund: { params: { refundId: 'refund_none' } },
  receivePaymentWebhook: { params: { provider: 'sandbox' } },
  recommend: { query: { placement: 'home', sku: SAMPLE_SKU, limit: '5', personalised: 'true' } },
  recordBehaviour: {
    body: {
      events: [
        {
          type: 'view',
          sku: SAMPLE_SKU,
          placement: 'home',
          query: 'tea',
          at,
          sessionId: 's1',
          promotionId: 'promo_none',
          channel: 'web',
        },
      ],
    },
  },
};

/** The sample of a route. Throws when the table has none. */
export function sampleOf(route: Route): Sample {
  const sample = SAMPLES[route.id];
  if (!sample) throw new Error(`test/support/requests.ts has no sample for the route ${route.id}`);
  return sample;
}
