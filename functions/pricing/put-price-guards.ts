/**
 * PUT /v1/admin/price-guards: sets the rules for new prices. Promise: prices that were approved stay as they are; a repeat
 * under its key gets the version that it made.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { onceIfKeyed, recordIfKeyed } from '../../shared/platform/optional-command.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { findGuards, putGuards } from './guard-store.ts';
import { putPriceGuards as route } from './rule-routes.ts';
import { changedMeanwhile } from './store.ts';

export const handler = httpHandler(route, ({ body, command }, run) => {
  const commanded = { context: 'pricing', command, run };
  return onceIfKeyed(commanded, async () => {
    const version = (await findGuards()).version + 1;
    const reply = { status: 200, body: { ...body, version } };
    await commit([...recordIfKeyed(commanded, { reply }), putGuards({ guards: body, version }, changedMeanwhile)]);
    return reply;
  });
});
