/** What other contexts may put of pricing into their own transaction. */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Product } from '../catalog/holds.ts';
import { alertOf } from './alert.ts';
import { needsApproval, refuseBlocked } from './domain/guard.ts';
import { findGuards } from './guard-store.ts';
import { putHistory } from './history-store.ts';
import { lookAt } from './looking.ts';

/** Where the price stands in whatever says it. */
const path = 'price.amount';

function unapproved(): DomainError {
  const code = 'pricing.needs-approval';
  return new DomainError('conflict', code, 'A second person has to approve that: make it a price change.', {
    errors: [{ path, code }],
  });
}

/**
 * Holds a product's new base price to the guards and writes it down in the history, in the commit of the product. Nothing
 * where neither price nor cost changed. Rights: GetItem, Query:table, PutItem. Throws mismatch with the guard's code,
 * conflict `pricing.needs-approval`.
 */
export async function setBasePrice(
  before: Product | undefined,
  after: Product,
  by: string,
  run: Run,
): Promise<Action[]> {
  if (before?.price === after.price && before.cost === after.cost) return [];
  const stored = (await findGuards()).guards;
  // What has no past can neither move too fast nor be approved beside the product itself.
  const guards = before ? stored : { ...stored, changeRate: undefined, approveAll: false };
  const product = before ? { ...after, price: before.price, pricedAt: before.pricedAt } : after;
  const findings = await lookAt(guards, [{ product, price: after.price, path }], {
    scope: {},
    from: run.now,
    now: run.now,
  });
  refuseBlocked(findings);
  if (needsApproval(guards, findings)) throw unapproved();
  const { sku, price } = after;
  const told = { price, previous: before?.price, from: run.now };
  const line = putHistory({ sku, at: run.now, id: run.newId(), what: 'base', by, ...told });
  return [...(before?.price === price ? [] : [line]), ...alertOf(findings, {}, run)];
}
