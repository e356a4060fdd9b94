/** What promotions ask of rehearsals before a version goes live. */
import type { ErrorAt } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { faultsOf } from './domain/policy.ts';
import { findPolicy, putOverride } from './policy-store.ts';
import { findStanding } from './store.ts';

/** Who wants which version live, and why in spite of what was found. */
export interface Wanted {
  promotion: { promotionId: string; version: number };
  caller: { id: string; roles: readonly string[] };
  override?: { reason: string };
}

/**
 * The newest rehearsal of the version: its red findings keep it from going live, as does having none where the shop's policy
 * asks for one. An administrator's override lets it through, and the commit keeps his reason. Rights: GetItem, PutItem.
 */
export async function checkRehearsed(
  { promotion: { promotionId, version }, caller, override }: Wanted,
  run: Run,
): Promise<{ errors?: ErrorAt[]; actions?: Action[] }> {
  const [standing, policy] = await Promise.all([findStanding(promotionId, version), findPolicy()]);
  const errors = faultsOf(standing, policy);
  if (errors.length === 0) return {};
  if (!override || !caller.roles.includes('admin')) return { errors };
  const codes = errors.map(({ code }) => code);
  const why = { reason: override.reason, by: caller.id, at: run.now, codes };
  return { actions: [putOverride({ promotionId, version, ...why, rehearsalId: standing?.rehearsalId })] };
}
