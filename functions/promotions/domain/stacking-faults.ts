import type { ErrorAt } from '../../../shared/kernel/errors.ts';
import type { Compiled } from './compile.ts';
import type { Definition } from './promotion.ts';

const ALL = 'all';

const tolerates = ({ rule }: Compiled, name: string) =>
  rule.combinesWith === undefined || rule.combinesWith.has(ALL) || rule.combinesWith.has(name);

/**
 * A class that a promotion wants to combine with although every live promotion of that class refuses it: such a combination can
 * never be, and staff who count on it are to know. A class that has no live promotion yet may still get some.
 */
export function stackingFaults(promotionId: string, definition: Definition, live: Iterable<Compiled>): ErrorAt[] {
  const { layer, stacking = {} } = definition;
  const { combinesWith = [] } = stacking;
  if (combinesWith.length === 0) return [];
  const own = stacking.class ?? layer;
  const others = [...live].filter((one) => one.promotionId !== promotionId && one.validTo > definition.validFrom);
  return combinesWith.flatMap((name, index) => {
    const members = others.filter(({ rule }) => rule.class === name);
    const isRefused = members.length > 0 && !members.some((one) => tolerates(one, own));
    return isRefused ? [{ path: `stacking.combinesWith.${index}`, code: 'refused-there' }] : [];
  });
}
