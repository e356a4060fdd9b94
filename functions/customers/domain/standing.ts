import type { Instant } from '../../../shared/kernel/time.ts';

/** What the shop says of a customer, not the customer himself: his tier and the segments he is in. */
export interface Standing {
  customerId: string;
  tier?: string;
  segments?: string[];
  /** Raised by one with each change; 0 for a customer of whom nothing was said. */
  version: number;
  /** Since when it is so. */
  asOf?: Instant;
}

/** What staff say of a customer. What is left out is taken away. */
export type StandingDetails = Pick<Standing, 'tier' | 'segments'>;

/** The next version of a standing, or the same object when nothing new was said. */
export function promote(before: Standing, { tier, segments }: StandingDetails, now: Instant): Standing {
  const named = segments && [...new Set(segments)].sort();
  if (tier === before.tier && JSON.stringify(named) === JSON.stringify(before.segments)) return before;
  const { customerId, version } = before;
  return {
    customerId,
    ...(tier ? { tier } : {}),
    ...(named ? { segments: named } : {}),
    version: version + 1,
    asOf: now,
  };
}
