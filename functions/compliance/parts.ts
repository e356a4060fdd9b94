import { type Action, commit, MAX_ACTIONS } from '../../shared/platform/transaction.ts';

/** What belongs to one order: rows that may be written again without harm, and the item that says that they are there. */
export interface Part {
  rows: Action[];
  last: Action;
}

/** What of a large order does not fit into the commit of its item is written before it. */
async function shrink({ rows, last }: Part): Promise<Action[]> {
  let left = rows;
  while (left.length >= MAX_ACTIONS) {
    await commit(left.slice(0, MAX_ACTIONS));
    left = left.slice(MAX_ACTIONS);
  }
  return [last, ...left];
}

/** Commits the parts in as few transactions as hold them; a part's item is never there before its rows. */
export async function commitInParts(parts: readonly Part[]): Promise<void> {
  let actions: Action[] = [];
  for (const part of parts) {
    const own = await shrink(part);
    if (actions.length + own.length > MAX_ACTIONS) {
      await commit(actions);
      actions = [];
    }
    actions.push(...own);
  }
  if (actions.length > 0) await commit(actions);
}
