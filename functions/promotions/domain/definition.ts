import { type LayerName, layerOf } from './layers.ts';
import { type Definition, normaliseCode, type Terms } from './promotion.ts';

/** A promotion as staff wrote it: what may be left out is left out. */
export type Written = Terms &
  Partial<Omit<Definition, 'kind' | 'effect' | 'layer' | 'name' | 'validFrom' | 'validTo'>> &
  Pick<Definition, 'name' | 'validFrom' | 'validTo'> & { layer?: LayerName };

/** What was written, with everything that was left out filled in. */
export function definitionOf(written: Written): Definition {
  const { layer, coupon, priority = 0, scope = {} } = written;
  const code = coupon?.code && normaliseCode(coupon.code);
  return {
    ...written,
    layer: layerOf(layer, written.kind, coupon),
    priority,
    scope,
    ...(coupon ? { coupon: { ...coupon, ...(code ? { code } : {}) } } : {}),
  };
}
