/**
 * POST /v1/admin/returns/{returnId}/receive. Promise: goods, ledger, refund and event are one commit; each unit comes back
 * and is paid back once; the same receipt again is answered, not counted.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { refuseUnknownReturnPlace } from '../inventory/holds.ts';
import { receiveReturn as route } from './return-routes.ts';
import { knownReturn, payBack, receive } from './returning.ts';

export const handler = httpHandler(route, async ({ params: { returnId }, body, caller }, run) => {
  const { lines, locationId = 'main' } = body;
  await refuseUnknownReturnPlace(locationId);
  const by = { actor: `staff ${caller.id}`, locationId };
  const paymentId = await retryWhenChanged(() => receive(returnId, lines, by, run));
  if (paymentId) await payBack(paymentId, run);
  return { status: 200, body: await knownReturn(returnId) };
});
