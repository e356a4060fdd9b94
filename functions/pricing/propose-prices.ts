/** POST /v1/admin/price-rules/{ruleId}/propose: lets a rule look now. Promise: no price changes by it. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { proposeBy } from './proposing.ts';
import { proposePrices as route } from './rule-routes.ts';
import { findRule } from './rule-store.ts';

export const handler = httpHandler(route, async ({ params: { ruleId } }, run) => {
  const rule = await findRule(ruleId);
  if (!rule) throw new DomainError('not-found', 'pricing.unknown-rule', 'There is no such rule.');
  return { status: 200, body: { ruleId, ...(await proposeBy(rule, run)) } };
});
