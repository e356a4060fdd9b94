import type { Difference, DuelOptions } from './duel.ts';

type Is = (difference: Difference) => boolean;

const UPDATE_FAULTS =
  /^(The document path provided in the update expression is invalid|The provided expression refers to an attribute that does not exist|An operand in the update expression has an incorrect data type|Number (over|under)flow|Attempting to store more than 38|DynamoDB only supports precision up to 38)/;
const LATE_OPERANDS = /Incorrect operand type|BETWEEN operator requires upper bound|Invalid attribute type name/;

const isTransaction = ({ trial }: Difference): boolean => trial.operation === 'TransactWriteItems';
const isUpdate = ({ trial }: Difference): boolean => trial.operation === 'UpdateItem';
const isRefused = ({ model }: Difference): boolean => model.error === 'ValidationException';
const says = ({ model }: Difference, pattern: RegExp): boolean => pattern.test(model.message ?? '');
const tells = ({ model }: Difference, pattern: RegExp): boolean =>
  model.told?.some((message) => pattern.test(message ?? '')) === true;

/** The engine knows that nothing follows and gives no LastEvaluatedKey; the model's page is full and gives one. */
const endsExactly: Is = ({ model, engine, trial }) => {
  const { LastEvaluatedKey, ...page } = model.reply as Record<string, unknown>;
  return (
    trial.operation === 'Query' &&
    LastEvaluatedKey !== undefined &&
    /<=|BETWEEN|digest/.test(String(trial.input.KeyConditionExpression)) &&
    JSON.stringify(page) === JSON.stringify(engine.reply)
  );
};

const withoutKeys = (item: unknown): string => {
  const { pk: _, sk: __, id: ___, at: ____, digest: _____, ...rest } = (item ?? {}) as Record<string, unknown>;
  return JSON.stringify(rest);
};

/** The items told differ in the keys only, which the engine tells though nobody asked. */
const keysUnasked: Is = ({ model, engine, trial }) => {
  if (trial.operation !== 'TransactGetItems' || model.error || engine.error) return false;
  const items = ({ reply }: typeof model) =>
    (reply as { Responses: { Item?: unknown }[] }).Responses.map(({ Item }) => withoutKeys(Item));
  return JSON.stringify(items(model)) === JSON.stringify(items(engine));
};

/** Sums of the engine keep zeros at the end: -4.50 for -4.5. */
const trailingZeros: Is = ({ model, engine }) => {
  const bare = JSON.stringify(engine.reply).replace(
    /"N":"(-?\d+\.\d*?)0+"/g,
    (_, kept: string) => `"N":"${kept.replace(/\.$/, '')}"`,
  );
  return model.error === engine.error && JSON.stringify(model.reply) === bare;
};

/** A refusal that both give, but not the same one. */
const twoFaults: Is = (difference) => {
  const { model, engine, trial } = difference;
  if (model.error === undefined || engine.error === undefined) return false;
  const errors = [model.error, engine.error];
  return (
    JSON.stringify(trial).includes('"no-such-table"') ||
    (isTransaction(difference) && errors.includes('IdempotentParameterMismatchException'))
  );
};

/** The engine tells the key of an item that was not there as its old attributes. */
const oldOfNew: Is = (difference) => {
  const { model, engine, trial } = difference;
  const { Attributes } = engine.reply as { Attributes?: unknown };
  return (
    isUpdate(difference) &&
    JSON.stringify(model.reply) === '{}' &&
    Attributes !== undefined &&
    withoutKeys(Attributes) === '{}' &&
    trial.input.ReturnValues === 'ALL_OLD'
  );
};

/** The engine fills a list with nothings up to the position that is set; the model, as AWS says, puts it at the end. */
const paddedLists: Is = ({ model, engine, trial }) => {
  const bare = ({ reply }: typeof model) => JSON.stringify(reply).replaceAll(/\{"NULL":true\},?/g, '');
  return (
    JSON.stringify(trial).includes('SET') && JSON.stringify(trial).includes('[7] = ') && bare(model) === bare(engine)
  );
};

const isEvaluated = ({ engine }: Difference): boolean =>
  engine.error === undefined ||
  engine.error === 'ConditionalCheckFailedException' ||
  engine.error === 'TransactionCanceledException';

const EITHER: Record<string, Is> = { 'which-of-two-faults': twoFaults };

const DYNAMODB_LOCAL: Record<string, Is> = {
  'local-page-that-ends-exactly': endsExactly,
  'local-trailing-zeros': trailingZeros,
  'local-index-keys-in-transactions': (difference) =>
    isTransaction(difference) &&
    difference.engine.error === 'ValidationException' &&
    tells(difference, /Index Key|empty string/),
  'local-key-types-in-transactions': (difference) =>
    isTransaction(difference) &&
    says(difference, /Type mismatch for key|does not match the schema/) &&
    difference.engine.error === 'TransactionCanceledException',
  'local-keys-as-documents': (difference) =>
    says(difference, /^Key attributes must be scalars/) && isEvaluated(difference),
  'local-index-keys-in-updates': (difference) =>
    (isUpdate(difference) && says(difference, /Index Key/) && isEvaluated(difference)) ||
    (isTransaction(difference) && tells(difference, /Index Key/) && isEvaluated(difference)),
  'local-filters-by-hidden-attributes': ({ trial }) =>
    trial.operation === 'Scan' && trial.input.IndexName !== undefined && trial.input.FilterExpression !== undefined,
  'local-update-errors-in-transactions': (difference) =>
    isTransaction(difference) &&
    difference.engine.error === 'ValidationException' &&
    UPDATE_FAULTS.test(difference.engine.message ?? '') &&
    tells(difference, UPDATE_FAULTS),
  'local-same-item-twice': (difference) =>
    isTransaction(difference) &&
    says(difference, /^Transaction request cannot include multiple operations on one item$/) &&
    difference.engine.error === 'TransactionCanceledException',
  'local-bad-key-in-transact-get': (difference) =>
    difference.trial.operation === 'TransactGetItems' &&
    isRefused(difference) &&
    difference.engine.error === 'TransactionCanceledException' &&
    difference.engine.told?.length === 0,
};

const DYNOXIDE: Record<string, Is> = {
  'dynoxide-transaction-validation': (difference) =>
    isTransaction(difference) && isRefused(difference) && difference.engine.error === 'TransactionCanceledException',
  'dynoxide-update-without-expression': (difference) =>
    isTransaction(difference) && difference.engine.message?.startsWith('missing field `UpdateExpression`') === true,
  'dynoxide-operands-unchecked': (difference) =>
    isRefused(difference) && says(difference, LATE_OPERANDS) && isEvaluated(difference),
  'dynoxide-placeholders-when-met': (difference) =>
    isRefused(difference) && says(difference, /unused in expressions|is not defined/) && isEvaluated(difference),
  'dynoxide-nested-sets': (difference) =>
    isRefused(difference) &&
    says(difference, /collection contains duplicates|set may not be empty/) &&
    isEvaluated(difference),
  'dynoxide-padded-lists': paddedLists,
  'dynoxide-bad-key-in-transact-get': (difference) =>
    difference.trial.operation === 'TransactGetItems' &&
    isRefused(difference) &&
    difference.engine.error === 'TransactionCanceledException' &&
    difference.engine.told?.some((message) => message !== undefined) === true,
  'dynoxide-overlapping-paths': (difference) =>
    isTransaction(difference) &&
    says(difference, /^Invalid UpdateExpression: Two document paths/) &&
    isEvaluated(difference),
  'dynoxide-hidden-attributes': (difference) =>
    isRefused(difference) && says(difference, /does not project/) && isEvaluated(difference),
  'dynoxide-key-condition-types': (difference) =>
    difference.trial.operation === 'Query' &&
    says(difference, /Condition parameter type does not match|cannot contain an empty string/) &&
    isEvaluated(difference),
  'dynoxide-same-operand': (difference) =>
    says(difference, /first operand must be distinct/) && isEvaluated(difference),
  'dynoxide-empty-projection': (difference) =>
    difference.trial.operation === 'TransactGetItems' &&
    says(difference, /can not be empty/) &&
    isEvaluated(difference),
  'dynoxide-paths-to-nothing': (difference) =>
    isEvaluated(difference) &&
    (says(difference, /^The document path provided/) || tells(difference, /^The document path provided/)),
  'dynoxide-updated-parts': ({ model, engine, trial }) =>
    String(trial.input.ReturnValues).startsWith('UPDATED') &&
    /[.[]/.test(String(trial.input.UpdateExpression)) &&
    !model.error &&
    !engine.error,
  'dynoxide-old-of-new': oldOfNew,
  'dynoxide-keys-unasked': keysUnasked,
  'dynoxide-keys-as-documents': (difference) =>
    says(difference, /^Key attributes must be scalars/) && isEvaluated(difference),
};

/** Every difference that is on the written list (differences.md), by its id there. */
export const KNOWN: Record<DuelOptions['engine'], Record<string, Is>> = {
  dynoxide: { ...EITHER, ...DYNOXIDE },
  'dynamodb-local': { ...EITHER, ...DYNAMODB_LOCAL },
};

/** The id of the written difference that this one is, if it is one. */
export function knownDifference(engine: DuelOptions['engine'], difference: Difference): string | undefined {
  return Object.entries(KNOWN[engine]).find(([, is]) => is(difference))?.[0];
}
