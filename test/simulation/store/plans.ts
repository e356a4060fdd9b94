import { checkCondition, holds } from './condition.ts';
import { type Condition, parseCondition } from './condition-syntax.ts';
import type { Core } from './core.ts';
import { checkedKey, checkIndexKeys, checkIndexTypes, checkScalarKeys, type Place, placeOf } from './keys.ts';
import { invalid } from './refusal.ts';
import { checkSize } from './sizes.ts';
import type { Parsed } from './syntax.ts';
import type { Table } from './table.ts';
import { type Placeholders, Terms } from './terms.ts';
import { checkUpdate, updated } from './update.ts';
import { parseUpdate, type Step } from './update-syntax.ts';
import { checkedValues, type Item } from './values.ts';

/** What a request for one write may hold. */
export interface WriteRequest extends Placeholders {
  TableName?: string;
  Key?: unknown;
  Item?: unknown;
  ConditionExpression?: string;
  UpdateExpression?: string;
  ReturnValues?: string;
  ReturnValuesOnConditionCheckFailure?: string;
}

/** A write that was understood and can be tried; trying it twice gives the same. */
export interface Plan {
  table: Table;
  place: Place;
  /** Whether the item as it is lets the write happen. */
  allows(before: Item | undefined): boolean;
  /** The item afterwards. Throws a refusal when the update does not fit the item. */
  after(before: Item | undefined): Item | undefined;
  /** What is checked before the condition only when it is tried. */
  late?: (() => void) | undefined;
  /** The attributes that an update names. */
  named: string[];
  /** Whether a refusal tells the item as it is. */
  tells: boolean;
}

const ON_FAILURE = new Set([undefined, 'NONE', 'ALL_OLD']);

type Draft = Omit<Plan, 'allows' | 'tells'>;

function conditionOf(request: WriteRequest): Parsed<Condition> | undefined {
  return request.ConditionExpression === undefined ? undefined : parseCondition(request.ConditionExpression);
}

function finished(draft: Draft, request: WriteRequest, condition: Parsed<Condition> | undefined, terms: Terms): Plan {
  if (!ON_FAILURE.has(request.ReturnValuesOnConditionCheckFailure))
    throw invalid('Unknown ReturnValuesOnConditionCheckFailure');
  if (condition) checkCondition(condition.tree, terms);
  return {
    ...draft,
    allows: (before) => !condition || holds(condition.tree, before, terms),
    tells: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  };
}

/** Understands a Put. In a transaction keys of another type than an index says cancel it, alone they are refused at once. */
export function planPut(core: Core, request: WriteRequest, inTransaction = false): Plan {
  const condition = conditionOf(request);
  const terms = new Terms(request, [condition]);
  const table = core.table(request.TableName);
  checkScalarKeys(table.spec, [condition], terms);
  const item = checkedValues(request.Item);
  const place = placeOf(item, table.spec);
  checkIndexKeys(item, table.spec);
  const check = (): void => checkIndexTypes(item, table.spec);
  if (!inTransaction) check();
  checkSize(item, 'Item size has exceeded the maximum allowed size');
  const late = inTransaction ? check : undefined;
  return finished({ table, place, after: () => item, named: [], late }, request, condition, terms);
}

/** Understands a Delete. */
export function planDelete(core: Core, request: WriteRequest): Plan {
  const condition = conditionOf(request);
  const terms = new Terms(request, [condition]);
  const table = core.table(request.TableName);
  checkScalarKeys(table.spec, [condition], terms);
  const { place } = checkedKey(request.Key, table.spec);
  return finished({ table, place, after: () => undefined, named: [] }, request, condition, terms);
}

/** Understands a ConditionCheck: it changes nothing. */
export function planCheck(core: Core, request: WriteRequest): Plan {
  if (request.ConditionExpression === undefined)
    throw invalid('The request must contain the parameter ConditionExpression');
  return { ...planDelete(core, request), after: (before) => before };
}

const NO_STEPS: Step[] = [];

/** Understands an Update. */
export function planUpdate(core: Core, request: WriteRequest): Plan {
  const condition = conditionOf(request);
  const update = request.UpdateExpression === undefined ? undefined : parseUpdate(request.UpdateExpression);
  const terms = new Terms(request, [condition, update]);
  const steps = update?.tree ?? NO_STEPS;
  const table = core.table(request.TableName);
  checkScalarKeys(table.spec, [condition, update], terms);
  const { key, place } = checkedKey(request.Key, table.spec);
  checkUpdate(steps, terms, table.keyNames);
  const after = (before: Item | undefined): Item => {
    const item = updated(before ?? key, steps, terms);
    checkIndexTypes(item, table.spec);
    checkIndexKeys(item, table.spec);
    checkSize(item, 'Item size to update has exceeded the maximum allowed size');
    return item;
  };
  const named = steps.map((step) => terms.name(step.path[0] as string));
  return finished({ table, place, after, named }, request, condition, terms);
}
