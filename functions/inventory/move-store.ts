/**
 * The inventory's table, its part for movements: the only writes of stock levels, each with its entry in the ledger.
 * Access patterns:
 *  1. stock of a SKU at a location            pk STOCK#<sku>               sk AT#<location>
 *  2. every movement of a SKU, in order       pk LEDGER#<sku>              sk <time>#<entry>
 *  3. levels that promised units are missing at (shortage-store.ts)       gsi1pk SHORT   gsi1sk <sku>#<location>   (keys only)
 */
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type Counts, imbalance } from './domain/counters.ts';
import type { Movement } from './domain/movement.ts';
import type { StockSettings } from './domain/stock.ts';

/** Why units can move. */
export const CAUSES = [
  'received',
  'held',
  'released',
  'fulfilled',
  'shipped',
  'returned',
  'counted',
  'damaged',
  'written-off',
  'dispatched',
  'incoming',
  'arrived',
  'sold-at-till',
  'arranged',
] as const;

/** Why units moved and on whose behalf. */
export interface Cause {
  cause: (typeof CAUSES)[number];
  /** The receipt, order, count or transfer. */
  reference: string;
  actor?: string;
}

/** Parts of an update expression, growing with their names and values. */
interface Expression {
  set: string[];
  add: string[];
  conditions: string[];
  names: Record<string, string>;
  values: Record<string, unknown>;
}

function named(expression: Expression, name: string, value: unknown): { name: string; value: string } {
  const at = Object.keys(expression.values).length;
  expression.names[`#${at}`] = name;
  expression.values[`:${at}`] = value;
  return { name: `#${at}`, value: `:${at}` };
}

const entriesOf = (counts: Counts = {}) => Object.entries(counts) as [string, number][];

function ceilingsOn(expression: Expression, most: Counts | undefined): void {
  for (const [counter, greatest] of entriesOf(most)) {
    const { name, value } = named(expression, counter, greatest);
    // A level that has no such units yet may still allow none at all.
    const none = greatest < 0 ? '' : `attribute_not_exists(${name}) OR `;
    expression.conditions.push(`(${none}${name} <= ${value})`);
  }
}

function conditionsOn(expression: Expression, { needs, most, same, version }: Movement): void {
  for (const [counter, least] of entriesOf(needs)) {
    if (least <= 0) continue;
    const { name, value } = named(expression, counter, least);
    expression.conditions.push(`${name} >= ${value}`);
  }
  ceilingsOn(expression, most);
  const exact = version === undefined ? entriesOf(same) : [...entriesOf(same), ['version', version] as const];
  for (const [counter, count] of exact) {
    const { name, value } = named(expression, counter, count);
    expression.conditions.push(
      count === 0 ? `(attribute_not_exists(${name}) OR ${name} = ${value})` : `${name} = ${value}`,
    );
  }
}

/** A level is listed from when units are found missing until those that came in have made up for them. */
function listing({ sku, locationId, by }: Movement): Record<string, string> {
  return (by.short ?? 0) > 0 ? { gsi1pk: 'SHORT', gsi1sk: `${sku}#${locationId}` } : {};
}

const endsShortage = ({ by, same }: Movement) => (by.short ?? 0) < 0 && same?.short === -(by.short ?? 0);

function updateOf(movement: Movement, settings: StockSettings | undefined) {
  const { sku, locationId, by } = movement;
  const expression: Expression = { set: [], add: [], conditions: [], names: {}, values: {} };
  for (const [field, content] of Object.entries({
    _et: 'Stock',
    sku,
    locationId,
    ...listing(movement),
    ...settings,
  })) {
    const { name, value } = named(expression, field, content);
    expression.set.push(`${name} = ${value}`);
  }
  // The three that every level has are there from its first movement on.
  for (const [counter, units] of entriesOf({ onHand: 0, reserved: 0, available: 0, ...by, ...{ version: 1 } })) {
    const { name, value } = named(expression, counter, units);
    expression.add.push(`${name} ${value}`);
  }
  conditionsOn(expression, movement);
  return expression;
}

/** The settings that a level loses when staff leave them out. */
const SETTINGS = ['safetyTarget', 'lowAt', 'backorderLimit', 'rules'] as const;

function removalOf(expression: Expression, movement: Movement, settings: StockSettings | undefined): string {
  const unset = settings ? SETTINGS.filter((name) => settings[name] === undefined) : [];
  const gone = endsShortage(movement) ? [...unset, 'gsi1pk', 'gsi1sk'] : unset;
  for (const name of gone) expression.names[`#${name}`] = name;
  return gone.length > 0 ? ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}` : '';
}

/** What a movement may bring beside: other settings, and the error when the level does not allow it any more. */
export interface Beside {
  settings?: StockSettings;
  refused?: () => Error;
}

function updateAction(movement: Movement, { settings, refused }: Beside): Action {
  const expression = updateOf(movement, settings);
  const removal = removalOf(expression, movement, settings);
  const { set, add, conditions, names, values } = expression;
  const Update = {
    TableName: tableName('inventory'),
    Key: { pk: `STOCK#${movement.sku}`, sk: `AT#${movement.locationId}` },
    UpdateExpression: `SET ${set.join(', ')}${removal} ADD ${add.join(', ')}`,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
    ...(conditions.length > 0 ? { ConditionExpression: conditions.join(' AND ') } : {}),
  };
  return { write: { Update }, ...(refused ? { refused } : {}) };
}

/** An entry has an id of its own: one that is there already was written by this very commit, which moves nothing twice. */
function entryAction({ sku, locationId, by }: Movement, cause: Cause, run: Run): Action {
  const entryId = run.newId();
  const entry = { sku, locationId, entryId, by, ...cause, at: run.now, correlationId: run.correlationId };
  const Item = { pk: `LEDGER#${sku}`, sk: `${run.now}#${entryId}`, _et: 'StockLedger', ...entry };
  const Put = { TableName: tableName('inventory'), Item, ConditionExpression: 'attribute_not_exists(pk)' };
  return { write: { Put } };
}

/** The actions that one movement takes: the level's update and the ledger's entry. */
export const ACTIONS_PER_MOVEMENT = 2;

/**
 * One conditional movement of a stock level and its entry in the append-only ledger. Rights: UpdateItem, PutItem. Throws
 * when the movement would leave units that belong to nothing.
 */
export function moveStock(movement: Movement, cause: Cause, run: Run, beside: Beside = {}): Action[] {
  if (imbalance(movement.by) !== 0) throw new Error(`a movement of ${cause.cause} does not add up`);
  return [updateAction(movement, beside), entryAction(movement, cause, run)];
}
