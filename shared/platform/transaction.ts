import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DomainError } from '../kernel/errors.ts';
import { AwsError } from './aws-wire.ts';
import { logCommit, type Trace } from './commit-log.ts';
import { send } from './dynamodb.ts';
import { TransactWriteCommand } from './dynamodb-commands.ts';
import { world } from './world.ts';

/** One entry of a `TransactWriteItems` call at document level, as dynamodb-toolbox's transactions' `params()` give it. */
export type WriteParams = {
  Put?: object;
  Update?: object;
  Delete?: object;
  ConditionCheck?: object;
};

/** One step of a commit and what it means when its condition does not hold. */
export interface Action {
  /** The write. Ask for `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'` where the refusal needs the stored item. */
  write: WriteParams;
  /** The error to raise when this step's condition failed; gets the stored item if it was asked for. */
  refused?: (stored: Record<string, unknown> | undefined) => Error;
  /** What the log is to say of it besides its key. */
  trace?: Trace;
}

/** DynamoDB takes at most this many actions in one transaction. */
export const MAX_ACTIONS = 100;

const MAX_CONFLICT_RETRIES = 8;

interface CancellationReason {
  Code?: string;
  Item?: Record<string, Record<string, unknown>>;
}

function reasonsOf(error: unknown): CancellationReason[] | undefined {
  if (!(error instanceof AwsError) || error.name !== 'TransactionCanceledException') return undefined;
  return (error.body.CancellationReasons ?? error.body.cancellationReasons ?? []) as CancellationReason[];
}

const TRANSIENT = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * What stands first decides, as actions stand by how much they matter: behind a conflict over the deduplication item
 * a failed condition on stock may be our own twin's doing, and only the next try knows whose refusal it is.
 */
function isOpen(reasons: CancellationReason[]): boolean {
  const first = reasons.find(({ Code = 'None' }) => Code !== 'None');
  return TRANSIENT.has(first?.Code ?? '');
}

function refusalOf(actions: readonly Action[], reasons: CancellationReason[]): Error {
  const index = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
  const action = actions[index];
  if (!action) return new Error(`transaction cancelled: ${reasons.map((reason) => reason.Code).join(', ')}`);
  const item = reasons[index]?.Item;
  const stored = item ? unmarshall(item as unknown as Parameters<typeof unmarshall>[0]) : undefined;
  return (
    action.refused?.(stored) ??
    new DomainError('conflict', 'request.conflict', 'The data changed meanwhile; try again.')
  );
}

/** What a failed commit means: an error to raise, or undefined when it is worth another try. */
function verdictOn(error: unknown, actions: readonly Action[], attempt: number): unknown {
  const reasons = reasonsOf(error);
  if (!reasons) return error;
  if (!isOpen(reasons)) return refusalOf(actions, reasons);
  if (attempt <= MAX_CONFLICT_RETRIES) return undefined;
  return new DomainError('unavailable', 'request.busy', 'Too busy just now; try again.');
}

/**
 * Commits all actions or none. A conflict with another transaction is retried with jitter (the same client token, so a
 * reply that was lost is not applied twice); a failed condition that no conflict stands before raises that action's
 * `refused` error. Order the actions so that the refusal that matters most comes first: the deduplication item, then stock,
 * then the rest.
 * `longestPauseMs` is for where the others are known to be few: who waits long for his turn then wastes it.
 */
export async function commit(actions: readonly Action[], longestPauseMs = 500): Promise<void> {
  const command = new TransactWriteCommand({
    TransactItems: actions.map((action) => action.write),
    ClientRequestToken: world.newId(),
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await send(command);
      logCommit(actions);
      return;
    } catch (error) {
      const verdict = verdictOn(error, actions, attempt);
      if (verdict) throw verdict;
      await world.sleep(world.random() * Math.min(10 * 2 ** attempt, longestPauseMs));
    }
  }
}
