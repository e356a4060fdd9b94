/** POST /v1/admin/imports/returns: takes over a return of an imported order, once however often it is sent. */
import { httpHandler } from '../../shared/platform/http.ts';
import { importReturn as route } from './import-routes.ts';
import { derivedId, findReturn } from './import-store.ts';
import { takeBack } from './take-back.ts';

export const handler = httpHandler(route, async ({ body }, run) => {
  const { source, externalId, orderExternalId, returnedAt, lines } = body;
  const returnId = derivedId('return', source, externalId);
  const orderId = derivedId('order', source, orderExternalId);
  const known = await findReturn(returnId);
  if (known) return { status: 200, body: { returnId, refundTotal: known.refundTotal } };
  try {
    const refundTotal = await takeBack({ returnId, orderId, externalId, returnedAt, lines }, run);
    return { status: 201, body: { returnId, refundTotal } };
  } catch (error) {
    // The same return may have been sent twice at once: then what refused this one is the other one's success.
    const winner = await findReturn(returnId);
    if (!winner) throw error;
    return { status: 200, body: { returnId, refundTotal: winner.refundTotal } };
  }
});
