import type { Outcome } from './lambda-worker.ts';

type Answer = { batchItemFailures?: { itemIdentifier?: unknown }[] | null } | null;

const identifiersIn = (result: string | undefined): Set<string> | undefined => {
  if (result === undefined) return new Set();
  const answer = JSON.parse(result) as Answer;
  if (answer === null || answer.batchItemFailures === undefined || answer.batchItemFailures === null) return new Set();
  if (!Array.isArray(answer.batchItemFailures)) return undefined;
  const found = new Set<string>();
  for (const failure of answer.batchItemFailures) {
    const identifier = failure?.itemIdentifier;
    if (typeof identifier !== 'string' || identifier === '') return undefined;
    found.add(identifier);
  }
  return found;
};

/**
 * The identifiers of the items that failed. Everything failed when the function did, or when its answer is malformed or
 * names an item that was not in the batch: that is how Lambda reads ReportBatchItemFailures.
 */
export function failedItems(outcome: Outcome, identifiers: string[], reportsFailures: boolean): Set<string> {
  const everything = new Set(identifiers);
  if (!outcome.ok) return everything;
  if (!reportsFailures) return new Set();
  const named = identifiersIn(outcome.result);
  if (named === undefined) return everything;
  for (const identifier of named) if (!everything.has(identifier)) return everything;
  return named;
}
