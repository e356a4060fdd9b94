/** GET /v1/admin/price-proposals: a page of what the rules propose, with the evidence. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { idOf } from './domain/proposal.ts';
import { listPriceProposals as route } from './rule-routes.ts';
import { proposalsFrom } from './rule-store.ts';

export const handler = httpHandler(route, async ({ query: { limit, cursor } }, run) => {
  const { proposals, lastKey } = await proposalsFrom(limit, await readCursor('price-proposals', cursor));
  const items = proposals
    .filter(({ expiresAt }) => expiresAt > run.now)
    .map((proposal) => ({ proposalId: idOf(proposal), ...proposal }));
  return { status: 200, body: { items, nextCursor: await writeCursor('price-proposals', lastKey) } };
});
