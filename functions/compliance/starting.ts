import { PromotionUnlawful } from '../../events/compliance/promotion-unlawful.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { endPromotion, liveVersionOf } from '../promotions/holds.ts';
import { compareAll } from './comparing.ts';
import { type ComparedIn, comparedBreaches } from './domain/promotion-check.ts';
import { putEvidence, removeStart, type Start } from './evidence-store.ts';

function factOf({ promotionId, version }: Start, compared: readonly ComparedIn[]) {
  const [breach] = comparedBreaches(compared);
  const worst = compared.find(({ verdict }) => verdict === 'too-high');
  if (!breach || !worst) return undefined;
  const { sku, channel, price, base } = worst;
  const { code, rule } = breach;
  const data = { promotionId, version, code, rule, sku, channel, compared: price, ...(base === null ? {} : { base }) };
  return { subject: promotionId, data };
}

/**
 * Looks at the compared prices of a promotion that has started: what was sold until now counts. Stops the version where
 * one of them is too high. Throws conflict `compliance.start-checked` when somebody else did.
 */
export async function lookAgain(start: Start, run: Run): Promise<void> {
  const { promotionId, version } = start;
  if ((await liveVersionOf(promotionId)) !== version) return commit([removeStart(start)]);
  const compared = await compareAll(start.checked, start.start);
  const fact = factOf(start, compared);
  const what = fact ? ('stopped' as const) : ('started' as const);
  const evidence = putEvidence({ promotionId, at: run.now, what, id: String(version), version, compared });
  if (!fact) return commit([removeStart(start), evidence]);
  await endPromotion(promotionId, [removeStart(start), evidence, announce(PromotionUnlawful, fact, run)], run);
}
