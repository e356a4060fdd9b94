import type { Core } from './core.ts';
import { checkedKey } from './keys.ts';
import { type Plan, planDelete, planPut, planUpdate, type WriteRequest } from './plans.ts';
import { type Looking, viewAsked } from './projection.ts';
import { invalid, StoreRefusal } from './refusal.ts';
import type { Item } from './values.ts';

/** What an operation answers. */
export type Reply = Record<string, unknown>;

interface GetRequest extends Looking {
  TableName?: string;
  Key?: unknown;
}

/** GetItem. */
export function getItem(core: Core, request: GetRequest): Reply {
  const table = core.table(request.TableName);
  const view = viewAsked(request, table.spec);
  const item = table.get(checkedKey(request.Key, table.spec).place);
  return item ? { Item: view(item) } : {};
}

const OLD_ONLY = new Set(['NONE', 'ALL_OLD']);
const ANY = new Set(['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW']);

function attributes(wanted: string, plan: Plan, before: Item | undefined, after: Item | undefined): Reply {
  const item = wanted.endsWith('OLD') ? before : after;
  if (wanted === 'NONE' || item === undefined) return {};
  if (wanted.startsWith('ALL')) return { Attributes: item };
  const shown = Object.entries(item).filter(([name]) => plan.named.includes(name));
  return shown.length > 0 ? { Attributes: Object.fromEntries(shown) } : {};
}

function carryOut(core: Core, plan: Plan, wanted: string): Reply {
  const before = plan.table.get(plan.place);
  if (!plan.allows(before))
    throw new StoreRefusal(
      'ConditionalCheckFailedException',
      'The conditional request failed',
      plan.tells && before ? { Item: before } : {},
    );
  const after = plan.after(before);
  core.apply([{ table: plan.table, place: plan.place, before, after }]);
  return attributes(wanted, plan, before, after);
}

const write =
  (plan: (core: Core, request: WriteRequest) => Plan, allowed: ReadonlySet<string>) =>
  (core: Core, request: WriteRequest): Reply => {
    const wanted = request.ReturnValues ?? 'NONE';
    if (!allowed.has(wanted)) throw invalid('Return values set to invalid value');
    return carryOut(core, plan(core, request), wanted);
  };

/** PutItem. */
export const putItem = write(planPut, OLD_ONLY);
/** DeleteItem. */
export const deleteItem = write(planDelete, OLD_ONLY);
/** UpdateItem. */
export const updateItem = write(planUpdate, ANY);
