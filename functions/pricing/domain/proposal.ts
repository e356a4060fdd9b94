import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Finding } from './guard.ts';
import { daysBefore } from './history.ts';
import type { Found, Rule, Situation } from './rule.ts';

/** A price that a rule proposes, with what it was found of and what the guards say of it. */
export interface Proposal extends Found {
  ruleId: string;
  ruleVersion: number;
  sku: string;
  /** What the SKU cost when it was proposed. */
  current: number;
  /** Codes of the guards it does not pass. */
  findings: { code: string; act: Finding['act'] }[];
  proposedAt: Instant;
  expiresAt: Instant;
}

/** A proposal that nobody looked at for so long is no news. */
const DAYS_KEPT = 30;

/** What a rule found for a SKU, as it is kept. */
export function proposalOf(
  { ruleId, version }: Rule,
  { sku, price: current }: Situation,
  found: Found & { findings: readonly Finding[] },
  now: Instant,
): Proposal {
  const findings = found.findings.map(({ code, act }) => ({ code, act }));
  const kept = { proposedAt: now, expiresAt: daysBefore(now, -DAYS_KEPT) };
  return { ruleId, ruleVersion: version, sku, current, ...found, findings, ...kept };
}

/** The name of a proposal in a path; SKUs may hold what paths may not. */
export function idOf({ ruleId, sku }: Pick<Proposal, 'ruleId' | 'sku'>): string {
  return Buffer.from(`${ruleId}#${sku}`).toString('base64url');
}

/** What a name stands for. Throws not-found `pricing.unknown-proposal`. */
export function namedBy(proposalId: string): { ruleId: string; sku: string } {
  const [ruleId = '', sku = ''] = Buffer.from(proposalId, 'base64url').toString('utf8').split('#');
  if (ruleId === '' || sku === '') throw unknownProposal();
  return { ruleId, sku };
}

/** The refusal of a proposal that is not there any more. */
export function unknownProposal(): DomainError {
  return new DomainError('not-found', 'pricing.unknown-proposal', 'There is no such proposal.');
}

/** Refuses a proposal that was made for another price than the present one. Throws conflict `pricing.proposal-stale`. */
export function refuseStale({ current, expiresAt }: Proposal, price: number, now: Instant): void {
  if (current === price && now < expiresAt) return;
  throw new DomainError('conflict', 'pricing.proposal-stale', 'The price changed since it was proposed.');
}
