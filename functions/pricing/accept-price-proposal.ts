/**
 * POST /v1/admin/price-proposals/{proposalId}/accept: makes a price change of a proposal. Promise: one change for one
 * Idempotency-Key, held to the guards like any other; the proposal ends in the same commit.
 */
import { once, recordCommand } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { priceAt } from '../catalog/holds.ts';
import { planChange } from './changing.ts';
import { shownTo } from './domain/embargo.ts';
import { namedBy, refuseStale, unknownProposal } from './domain/proposal.ts';
import { knownProduct } from './known.ts';
import { acceptPriceProposal as route } from './rule-routes.ts';
import { dropProposal, findProposal } from './rule-store.ts';

export const handler = httpHandler(route, ({ params: { proposalId }, body, caller, command }, run) => {
  const commanded = { context: 'pricing', command, run };
  return once(commanded, async () => {
    const { ruleId, sku } = namedBy(proposalId);
    const proposal = await findProposal(ruleId, sku);
    if (!proposal) throw unknownProposal();
    refuseStale(proposal, priceAt(await knownProduct(sku), { now: run.now }), run.now);
    const asked = { ...body, reason: `rule ${ruleId}`, entries: [{ sku, price: proposal.price }] };
    const { change, guards, actions } = await planChange(asked, caller.id, run);
    const reply = { status: 201, body: shownTo(change, caller, guards, run.now) };
    await commit([recordCommand(commanded, { reply }), ...actions, dropProposal(ruleId, sku)]);
    return reply;
  });
});
