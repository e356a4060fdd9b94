/** PUT /v1/admin/price-guards: sets the rules for new prices. Promise: prices that were approved stay as they are. */
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { findGuards, putGuards } from './guard-store.ts';
import { putPriceGuards as route } from './rule-routes.ts';
import { changedMeanwhile } from './store.ts';

export const handler = httpHandler(route, ({ body }) =>
  retryWhenChanged(async () => {
    const version = (await findGuards()).version + 1;
    await commit([putGuards({ guards: body, version }, changedMeanwhile)]);
    return { status: 200, body: { ...body, version } };
  }),
);
