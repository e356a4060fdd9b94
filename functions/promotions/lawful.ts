import { CHANNELS } from '../../events/contract.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Checked, checkPromotion } from '../compliance/holds.ts';
import type { Definition } from './domain/promotion.ts';
import type { Asked, Verdict } from './publish-check.ts';

/** What of a definition the law speaks of. */
function checkedOf(definition: Definition): Checked {
  const { kind, name, terms, validFrom, validTo, scope, comparedPrices } = definition;
  return {
    kind,
    name,
    validFrom,
    validTo,
    channels: scope.channels ?? CHANNELS,
    ...(terms ? { terms } : {}),
    ...(comparedPrices ? { comparedPrices } : {}),
    ...(definition.kind === 'lottery' ? { prizes: definition.effect.prizes } : {}),
  };
}

/** The law's check of a promotion: its words, its prizes, and the prices it is shown against. */
export function lawful({ promotion }: Asked, run: Run): Promise<Verdict> {
  const { promotionId, version, definition } = promotion;
  return checkPromotion({ promotionId, version, next: checkedOf(definition) }, run);
}
