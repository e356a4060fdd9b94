/**
 * Which sessions saw which promotion on which day: what keeps a view from counting twice while it may still be told.
 *  5. a view                              pk VIEW#<digest of promotion, session and day>   sk VIEW
 */
import { createHash } from 'node:crypto';
import { epochSeconds } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { OPEN_DAYS, type View } from './domain/view.ts';
import { changedMeanwhile } from './store.ts';

const TableName = () => tableName('effects');

/** Some days more than a view may be told of, whatever the zone and the clock of the visitor. */
const KEEP_SECONDS = (OPEN_DAYS + 5) * 86_400;

/** A digest: nobody has to read of a session here. */
function keyOf({ promotionId, sessionId, date }: View) {
  const digest = createHash('sha256')
    .update(JSON.stringify([promotionId, sessionId, date]))
    .digest('base64url');
  return { pk: `VIEW#${digest}`, sk: 'VIEW' };
}

/** Those that were not counted yet. Right: BatchGetItem. */
export async function newViews(views: readonly View[]): Promise<View[]> {
  const itemKey = (view: View) => ({ table: TableName(), ...keyOf(view) });
  const found = await batchGet(views.map(itemKey));
  return views.filter((view) => found.get(itemKey(view)) === undefined);
}

/** The write of a view; refused when somebody else counted it meanwhile. */
export function putView(view: View): Action {
  const expiresAt = epochSeconds(`${view.date}T00:00:00.000Z`) + KEEP_SECONDS;
  return {
    write: {
      Put: {
        TableName: TableName(),
        Item: { ...keyOf(view), _et: 'View', expiresAt },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    refused: changedMeanwhile,
  };
}
