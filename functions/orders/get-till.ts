/** GET /v1/admin/tills/{tillId}: the running numbers that a till has told, and the gaps between them. */
import { httpHandler } from '../../shared/platform/http.ts';
import { gapsIn, type Range } from './domain/till.ts';
import { getTill as route } from './till-routes.ts';
import { findTill } from './till-store.ts';

const shown = (ranges: readonly Range[]) => ranges.map(([from, to]) => ({ from, to }));

export const handler = httpHandler(route, async ({ params: { tillId } }) => {
  const { ranges } = await findTill(tillId);
  return { status: 200, body: { tillId, told: shown(ranges), missing: shown(gapsIn(ranges)) } };
});
