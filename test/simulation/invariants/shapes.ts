/** The stored shapes as the invariants understand them: only the fields they look at. */

/** Units of one SKU at one location. */
export interface Units {
  sku: string;
  locationId: string;
  quantity: number;
  /** Units beside that are not there yet. */
  awaited?: { units: number; limit: number };
}

/** A discount. */
export interface GivenDiscount {
  promotionId: string;
  amount: number;
}

/** A line of an order. */
export interface OrderLine {
  sku: string;
  quantity: number;
  unitPrice: number;
  gross: number;
  discounts: GivenDiscount[];
  net: number;
  shipping?: number;
  tax?: number;
  taxIncluded?: number;
}

/** A use of a limited promotion. */
export interface OrderUse {
  promotionId: string;
  amount: number;
  limits: { totalUses?: number; perCustomer?: number; budget?: number };
  units?: number;
  quota?: { total: number; perCustomer: number };
  shard?: number;
  code?: string;
}

/** The document of an order. */
export interface OrderDoc {
  orderId: string;
  customerId: string;
  channel: string;
  status: string;
  version: number;
  currency: string;
  placedAt: string;
  subtotal: number;
  discountTotal: number;
  shipping: number;
  tax: number;
  total: number;
  lines: OrderLine[];
  promotions: { applied: GivenDiscount[]; rejected: { promotionId: string; code: string }[] };
  couponCodes: string[];
  holdings: Units[];
  uses: OrderUse[];
  payment: { paymentId: string; provider: string; status: string };
  reservedUntil?: string;
  imported?: unknown;
  groupBuy?: { promotionId: string; groupId: string; complete?: true };
  refundTotal?: number;
  /** When the price was decided, where the buyer stood in line. */
  pricedAt?: string;
  delivery?: { method: string; address?: { region?: string } };
  shipments?: { deliveryId: string; lines: Units[]; deliveredAt?: string }[];
  returned?: Record<string, number>;
  terms?: { promotionId: string; returns?: { policy: string } }[];
  taxIncluded?: number;
  history: { status: string; at: string; actor: string; event?: string }[];
}

/** A payment. */
export interface PaymentItem {
  paymentId: string;
  orderId: string;
  amount: number;
  currency: string;
  status: string;
  version: number;
  refundedTotal?: number;
}

/** Stock of a SKU at a location. */
export interface StockItem {
  sku: string;
  locationId: string;
  onHand: number;
  reserved: number;
  available: number;
  safety?: number;
  damaged?: number;
  /** Promised units that were not found. */
  short?: number;
  incoming?: number;
  /** Units that orders wait for, and how many may be waited for. */
  awaited?: number;
  backorderLimit?: number;
  version?: number;
  rules?: unknown;
}

/** The key by which stock is told apart. */
export const placeOf = ({ sku, locationId }: Pick<Units, 'sku' | 'locationId'>) => `${sku}@${locationId}`;
