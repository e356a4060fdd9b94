/** PUT /v1/admin/charges: sets tax rates and shipping tariff. Promise: orders keep what they were placed with. */
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { putCharges as route } from './charges-routes.ts';
import { findCharges, putCharges } from './charges-store.ts';

export const handler = httpHandler(route, ({ body }) =>
  retryWhenChanged(async () => {
    const version = (await findCharges()).version + 1;
    await commit([putCharges({ charges: body, version })]);
    return { status: 200, body: { ...body, version } };
  }),
);
