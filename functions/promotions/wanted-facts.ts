import type { Instant } from '../../shared/kernel/time.ts';
import { type Snapshot, slotOf } from './domain/compile.ts';
import type { Wants } from './domain/slots.ts';
import { liveAtHand } from './live.ts';

/** What the promotions that run at `now` ask about a buyer, so that it is read only while one of them does. */
export function factsWanted({ snapshot }: { snapshot: Snapshot }, now: Instant): Wants {
  const { standing, firstOrder } = slotOf(snapshot, now).wanting;
  return { standing: standing > 0, firstOrder: firstOrder > 0 };
}

/** The same as far as this function knows before it reads: nearly always right, and what is missing is read after. */
export async function factsLikelyWanted(now: Instant): Promise<Wants> {
  return factsWanted({ snapshot: await liveAtHand() }, now);
}
