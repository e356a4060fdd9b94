import type { Definition, Kind, Layer } from './promotion.ts';

/** What people call the layers, in the words of both languages, and which one they mean. */
const LAYER_BY_NAME = {
  item: 'item',
  line: 'item',
  product: 'item',
  单品: 'item',
  shop: 'shop',
  store: 'shop',
  cart: 'shop',
  order: 'shop',
  店铺: 'shop',
  'cross-shop': 'cross-shop',
  'cross-store': 'cross-shop',
  platform: 'cross-shop',
  跨店: 'cross-shop',
  coupon: 'coupon',
  券: 'coupon',
  points: 'points',
  积分: 'points',
} as const satisfies Record<string, Layer>;

/** A name that is understood for a layer. */
export type LayerName = keyof typeof LAYER_BY_NAME;

const USUAL_LAYER: Record<Kind, Layer> = {
  'percent-off': 'item',
  'amount-off': 'item',
  'fixed-price': 'item',
  'buy-x-get-y': 'item',
  bundle: 'item',
  'flash-sale': 'item',
  'group-buy': 'item',
  'threshold-off': 'shop',
  gift: 'shop',
  'free-shipping': 'shop',
  'points-multiplier': 'points',
  referral: 'points',
  lottery: 'points',
};

/** The layer that a name means; without a name the usual one of the kind, and `coupon` for what needs a code. */
export function layerOf(name: LayerName | undefined, kind: Kind, coupon: Definition['coupon']): Layer {
  if (name) return LAYER_BY_NAME[name];
  return coupon ? 'coupon' : USUAL_LAYER[kind];
}
