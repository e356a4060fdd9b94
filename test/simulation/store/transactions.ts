import type { Core, Write } from './core.ts';
import { checkedKey, type Place } from './keys.ts';
import { type Plan, planCheck, planDelete, planPut, planUpdate, type WriteRequest } from './plans.ts';
import { type Looking, viewAsked } from './projection.ts';
import { invalid, StoreRefusal } from './refusal.ts';
import type { Reply } from './single.ts';
import { itemSize } from './sizes.ts';
import type { Table } from './table.ts';
import type { Item } from './values.ts';

const MOST_ACTIONS = 100;
const MOST_BYTES = 4 * 1024 * 1024;
const TOKEN_LIVES_MS = 10 * 60_000;

const PLANS: Record<string, (core: Core, request: WriteRequest) => Plan> = {
  Put: (core, request) => planPut(core, request, true),
  Update: planUpdate,
  Delete: planDelete,
  ConditionCheck: planCheck,
};

/** A transaction that was carried out under a token. */
export interface Done {
  at: number;
  items: unknown;
}

interface TransactRequest {
  TransactItems?: Record<string, WriteRequest>[];
  ClientRequestToken?: string;
}

function checkCount(entries: unknown): asserts entries is Record<string, WriteRequest>[] {
  if (!Array.isArray(entries) || entries.length < 1 || entries.length > MOST_ACTIONS)
    throw invalid(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length between 1 and ${MOST_ACTIONS}`,
    );
}

function planOf(core: Core, entry: Record<string, WriteRequest>): Plan {
  const [verb = '', ...others] = Object.keys(entry);
  const plan = Object.hasOwn(PLANS, verb) ? PLANS[verb] : undefined;
  if (!plan || others.length > 0) throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  return plan(core, entry[verb] as WriteRequest);
}

/** Understands all entries. What is wrong in itself is refused before a table that is not there. */
function plansOf(core: Core, entries: readonly Record<string, WriteRequest>[]): Plan[] {
  let missing: unknown;
  const plans = entries.map((entry) => {
    try {
      return planOf(core, entry);
    } catch (error) {
      if (!(error instanceof StoreRefusal) || error.name !== 'ResourceNotFoundException') throw error;
      missing ??= error;
      return undefined;
    }
  });
  if (missing) throw missing;
  return plans.filter((plan) => plan !== undefined);
}

function checkDistinct(targets: readonly { table: Table; place: Place }[]): void {
  const seen = new Set<string>();
  for (const { table, place } of targets) seen.add(`${table.spec.name}\u0000${place.partition}\u0000${place.sort}`);
  if (seen.size < targets.length) throw invalid('Transaction request cannot include multiple operations on one item');
}

interface Reason {
  Code: string;
  Message?: string;
  Item?: Item;
}

const NONE: Reason = { Code: 'None' };

/** Tries one action: the write it comes to, or the reason why it may not be. */
function attempt(plan: Plan): { write: Write } | { reason: Reason } {
  const before = plan.table.get(plan.place);
  try {
    plan.late?.();
    if (!plan.allows(before)) {
      const Message = 'The conditional request failed';
      return { reason: { Code: 'ConditionalCheckFailed', Message, ...(plan.tells && before && { Item: before }) } };
    }
    return { write: { table: plan.table, place: plan.place, before, after: plan.after(before) } };
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return { reason: { Code: 'ValidationError', Message: error.message } };
  }
}

function cancelled(reasons: Reason[]): StoreRefusal {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new StoreRefusal(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

function checkBytes(writes: readonly Write[]): void {
  if (writes.length < 11) return; // Items of 400 KB at most.
  const bytes = writes.reduce((sum, { after }) => sum + (after ? itemSize(after) : 0), 0);
  if (bytes > MOST_BYTES) throw invalid('Collection of items in TransactItems exceeds the size limit');
}

function attemptAll(plans: readonly Plan[]): Write[] {
  const writes: Write[] = [];
  const reasons: Reason[] = [];
  let refused = false;
  for (const plan of plans) {
    const outcome = attempt(plan);
    if ('write' in outcome) writes.push(outcome.write);
    else refused = true;
    reasons.push('reason' in outcome ? outcome.reason : NONE);
  }
  if (refused) throw cancelled(reasons);
  return writes;
}

/** Transactions by their client tokens, remembered for ten minutes. */
export class Tokens {
  #done = new Map<string, Done>();

  /** Whether these items were carried out under this token. Throws a refusal when other ones were. */
  isDone(token: string, items: unknown, now: number): boolean {
    const done = this.#done.get(token);
    if (!done || done.at + TOKEN_LIVES_MS <= now) return false;
    if (JSON.stringify(done.items) !== JSON.stringify(items))
      throw new StoreRefusal(
        'IdempotentParameterMismatchException',
        'The request uses the same client token as a previous, but non-identical request',
      );
    return true;
  }

  note(token: string, items: unknown, now: number): void {
    for (const [old, { at }] of this.#done) {
      if (at + TOKEN_LIVES_MS > now) break;
      this.#done.delete(old);
    }
    this.#done.set(token, { at: now, items });
  }

  snapshot(): ReadonlyMap<string, Done> {
    return new Map(this.#done);
  }

  restore(copy: ReadonlyMap<string, Done>): void {
    this.#done = new Map(copy);
  }
}

/** TransactWriteItems. */
export function transactWrite(core: Core, tokens: Tokens, request: TransactRequest): Reply {
  const { TransactItems: entries, ClientRequestToken: token } = request;
  checkCount(entries);
  if (token !== undefined && (token.length < 1 || token.length > 36))
    throw invalid('clientRequestToken has 1 to 36 characters');
  if (token !== undefined && tokens.isDone(token, entries, core.now())) return {};
  const plans = plansOf(core, entries);
  checkDistinct(plans);
  const writes = attemptAll(plans);
  checkBytes(writes);
  core.apply(writes);
  if (token !== undefined) tokens.note(token, entries, core.now());
  return {};
}

interface GetEntry {
  Get?: Looking & { TableName?: string; Key?: unknown };
}

/** TransactGetItems. */
export function transactGet(core: Core, request: { TransactItems?: GetEntry[] }): Reply {
  const { TransactItems: entries } = request;
  checkCount(entries);
  const reads = (entries as GetEntry[]).map(({ Get }) => {
    if (!Get) throw invalid('TransactItems can only contain Get');
    const table = core.table(Get.TableName);
    return { table, view: viewAsked(Get, table.spec), place: checkedKey(Get.Key, table.spec).place };
  });
  checkDistinct(reads);
  const items = reads.map(({ table, place, view }) => ({ view, item: table.get(place) }));
  return { Responses: items.map(({ item, view }) => (item ? { Item: view(item) } : {})) };
}
