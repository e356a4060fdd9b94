/**
 * PUT /v1/admin/locations/{locationId}: creates or changes a warehouse or store, for sourcing too. Promise: of two at once, both
 * are written, one after the other.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { putLocation, storedLocation } from './location-store.ts';
import { putLocation as route } from './routes.ts';
import { putPlace } from './sourcing-store.ts';

export const handler = httpHandler(route, ({ params: { locationId }, body }) =>
  retryWhenChanged(async () => {
    const version = ((await storedLocation(locationId))?.version ?? 0) + 1;
    const location = { locationId, ...body, version };
    await commit([putLocation(location), putPlace(location)]);
    return { status: 200, body: { locationId, ...body } };
  }),
);
