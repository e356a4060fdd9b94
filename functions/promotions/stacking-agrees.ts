import { batchGet } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import { stackingFaults } from './domain/stacking-faults.ts';
import { liveAt } from './live.ts';
import type { Asked, Verdict } from './publish-check.ts';
import { HEAD_KEY } from './segments.ts';

/** Two promotions combine only where each lists the other's class: one that counts on those who refuse it does not go live. */
export async function stackingAgrees({ promotion }: Asked): Promise<Verdict> {
  const { promotionId, definition } = promotion;
  if (!definition.stacking?.combinesWith?.length) return {};
  const key = { table: tableName('promotions'), ...HEAD_KEY };
  const head = (await batchGet([key])).get(key);
  const { byId } = await liveAt(Number(head?.version ?? 0));
  return { errors: stackingFaults(promotionId, definition, byId.values()) };
}
