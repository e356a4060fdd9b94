/** POST /v1/me/referral-codes. Promise: a customer has one code a programme, however often and from wherever it is asked for. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { type Definition, liveItem, newCode } from '../promotions/holds.ts';
import { ended, type ReferralCode } from './domain/referral.ts';
import { createReferralCode as route } from './routes.ts';
import { ownCodeKey, putCode } from './store.ts';

async function codeOf(referrerId: string, promotionId: string, run: Run) {
  const [live, own] = [liveItem(promotionId), ownCodeKey(referrerId, promotionId)];
  const found = await batchGet([live, own]);
  const programme = found.get(live)?.definition as Definition | undefined;
  const known = found.get(own) as ReferralCode | undefined;
  if (programme?.kind !== 'referral' || run.now < programme.validFrom) {
    if (known) throw ended();
    throw new DomainError('not-found', 'referrals.unknown', 'There is no such programme.');
  }
  const { validTo } = programme;
  if (run.now >= validTo) throw ended();
  const code = known?.code ?? newCode(run);
  if (!known) await commit(putCode({ code, promotionId, referrerId }));
  return { code, promotionId, validTo };
}

export const handler = httpHandler(route, async ({ body: { promotionId }, caller }, run) => {
  return { status: 201, body: await retryWhenChanged(() => codeOf(caller.id, promotionId, run)) };
});
