/** What a cart was priced from besides what its order says anyway, kept so that its price can be worked out again. */
export interface Basis extends Facts {
  /** By line, as the cart had them; gifts come after these. */
  lines: LineFacts[];
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
export function basisOf(cart: Facts & { lines: readonly LineFacts[] }): Basis {
  const known = FACTS.filter((fact) => cart[fact] !== undefined).map((fact) => [fact, cart[fact]]);
  const lines = cart.lines.map(({ category, brand, floor }) => ({
    category,
    ...(brand === undefined ? {} : { brand }),
    ...(floor === undefined ? {} : { floor }),
  }));
  return { ...Object.fromEntries(known), lines };
}
