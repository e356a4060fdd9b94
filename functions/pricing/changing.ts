import type { Instant } from '../../shared/kernel/time.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Product } from '../catalog/holds.ts';
import { alertOf } from './alert.ts';
import { applyPrices } from './applying.ts';
import { approve, type Change, draft, refuseTwice, windowOf } from './domain/change.ts';
import { type Guards, needsApproval, refuseBlocked } from './domain/guard.ts';
import { findGuards } from './guard-store.ts';
import { knownList, knownProducts } from './known.ts';
import { type Aim, lookAt } from './looking.ts';
import { putChange, putList } from './store.ts';

/** Prices that somebody wants from a time on. */
export interface Asked {
  listId?: string;
  from?: Instant;
  to?: Instant;
  reason: string;
  entries: { sku: string; price: number }[];
}

/** A change with the commit that makes it so. */
export interface Changed {
  change: Change;
  guards: Guards;
  actions: Action[];
}

async function findingsFor(change: Pick<Change, 'entries'>, guards: Guards, products: Map<string, Product>, aim: Aim) {
  const looks = change.entries.flatMap(({ sku, price }, at) => {
    const product = products.get(sku);
    return product ? [{ product, price, path: `entries.${at}.price` }] : [];
  });
  const findings = await lookAt(guards, looks, aim);
  refuseBlocked(findings);
  return findings;
}

const toldOf = ({ changeId, findings }: Change, run: Run) => alertOf(findings, { changeId }, run);

/**
 * Plans a change: where no guard wants a second person it is approved at once. Rights: GetItem, Query, PutItem; catalog
 * BatchGetItem, UpdateItem. Throws what its routes name.
 */
export async function planChange(asked: Asked, author: string, run: Run): Promise<Changed> {
  refuseTwice(asked.entries);
  const [list, { guards }, products] = await Promise.all([
    knownList(asked.listId),
    findGuards(),
    knownProducts(asked.entries, 'entries'),
  ]);
  const window = windowOf(asked, list, run.now);
  const planned = draft(run.newId('change'), asked, list, { author, now: run.now });
  const findings = await findingsFor(planned, guards, products, {
    scope: planned.scope,
    from: window.from,
    now: run.now,
  });
  const waiting = { ...planned, findings };
  const inUse = list ? [putList({ ...list, changes: list.changes + 1, version: list.version + 1 })] : [];
  const aside = [...inUse, ...toldOf(waiting, run)];
  if (needsApproval(guards, findings)) return { change: waiting, guards, actions: [putChange(waiting), ...aside] };
  const change = { ...approve(waiting, 'guards', window), version: waiting.version };
  return { change, guards, actions: [putChange(change), ...applyPrices(change, products, run), ...aside] };
}

/** A draft that somebody says yes to: the guards look again, its prices come to their products. Rights as above. */
export async function approveChange(waiting: Change, guards: Guards, by: string, run: Run): Promise<Changed> {
  const [list, products] = await Promise.all([knownList(waiting.listId), knownProducts(waiting.entries, 'entries')]);
  const window = windowOf(waiting.wanted, list, run.now);
  const aim = { scope: waiting.scope, from: window.from, now: run.now };
  const findings = await findingsFor(waiting, guards, products, aim);
  const change = approve({ ...waiting, findings }, by, window);
  return { change, guards, actions: [putChange(change), ...applyPrices(change, products, run)] };
}
