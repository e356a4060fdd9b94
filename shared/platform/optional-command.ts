import { type Commanded, type Outcome, once, recordCommand } from './command-ledger.ts';
import type { Reply } from './http.ts';
import { retryWhenChanged } from './retry.ts';
import type { Action } from './transaction.ts';

const isKeyed = ({ command }: Commanded) => command.key !== '';

/**
 * As `once` for a caller who sent a key; without one the use case is carried out as often as it is asked for. Either way it
 * looks again when what it looked at changed before its commit.
 */
export function onceIfKeyed(commanded: Commanded, act: () => Promise<Reply>): Promise<Reply> {
  return isKeyed(commanded) ? once(commanded, act) : retryWhenChanged(act);
}

/** What goes first into the commit of a use case whose callers may send a key. Right: PutItem. */
export function recordIfKeyed(commanded: Commanded, outcome: Outcome): Action[] {
  return isKeyed(commanded) ? [recordCommand(commanded, outcome)] : [];
}
