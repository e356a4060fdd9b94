/** What a cart was priced from besides what its order says anyway, kept so that its price can be worked out again. */
export interface Basis extends Facts {
  /** By line, as the cart had them; gifts come after these. */
  lines: LineFacts[];
  /** What a unit cost the shop then, by SKU, where that was known; buyers never see it. */
  costs?: Record<string, number>;
  /** On which side of the hold-outs of promotions its buyer was, where any was for this cart. */
  arms?: readonly { promotionId: string; heldOut: boolean }[];
}

/** What is kept for whoever reckons later what was gained, and by whose chance. */
type Beside = Pick<Basis, 'costs' | 'arms'>;

/** What is kept beside a price: what its lines cost the shop, as far as that is known, and the sides of its buyer. */
export function besideOf(
  { lines, arms }: { lines: readonly { sku: string }[] } & Pick<Basis, 'arms'>,
  products: ReadonlyMap<string, { cost?: number }>,
): Beside {
  const known = lines.map(({ sku }) => [sku, products.get(sku)?.cost] as const);
  const costs = Object.fromEntries(known.flatMap(([sku, cost]) => (cost === undefined ? [] : [[sku, cost]])));
  return { ...(Object.keys(costs).length > 0 ? { costs } : {}), ...(arms ? { arms } : {}) };
}

/** What the catalogue said of a line's SKU. */
interface LineFacts {
  category: string;
  brand?: string;
  floor?: number;
}

/** What was known of the buyer and his way to buy when the price was decided. */
interface Facts {
  locationId?: string;
  tier?: string;
  segments?: readonly string[];
  firstOrder?: boolean;
  liveSessionId?: string;
  creatorId?: string;
  groupPromotionId?: string;
  personalised?: boolean;
  shipping?: { fee: number; freeFrom?: number };
  gifts?: readonly { sku: string; unitPrice: number; category: string; available?: number }[];
}

const FACTS = [
  ...(['locationId', 'tier', 'segments', 'firstOrder', 'liveSessionId', 'creatorId'] as const),
  ...(['groupPromotionId', 'personalised', 'shipping', 'gifts'] as const),
] satisfies (keyof Facts)[];

/** The basis of a cart's price. */
export function basisOf(cart: Facts & { lines: readonly LineFacts[] }, beside: Beside = {}): Basis {
  const known = FACTS.filter((fact) => cart[fact] !== undefined).map((fact) => [fact, cart[fact]]);
  const lines = cart.lines.map(({ category, brand, floor }) => ({
    category,
    ...(brand === undefined ? {} : { brand }),
    ...(floor === undefined ? {} : { floor }),
  }));
  return { ...Object.fromEntries(known), lines, ...beside };
}
