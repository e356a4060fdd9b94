import type { Instant } from '../../shared/kernel/time.ts';
import { type Checked, type ComparedIn, compareIn } from './domain/promotion-check.ts';
import { readDealsBefore } from './store.ts';

/** Every compared price of a promotion against what was sold before `start`, in each of its channels. */
export async function compareAll(
  { comparedPrices = [], channels }: Pick<Checked, 'comparedPrices' | 'channels'>,
  start: Instant,
): Promise<ComparedIn[]> {
  const asked = comparedPrices.flatMap((one, at) => channels.map((channel) => ({ one, at, channel })));
  return Promise.all(
    asked.map(async ({ one, at, channel }) =>
      compareIn(at, one, channel, await readDealsBefore({ sku: one.sku, channel }, start)),
    ),
  );
}
