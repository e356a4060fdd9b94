/** PUT /v1/admin/price-rules/{ruleId}: writes the next version of a rule. Promise: it proposes, and changes no price. */
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { putPriceRule as route } from './rule-routes.ts';
import { findRule, putRule } from './rule-store.ts';

export const handler = httpHandler(route, ({ params: { ruleId }, body }) =>
  retryWhenChanged(async () => {
    const rule = { ...body, ruleId, version: ((await findRule(ruleId))?.version ?? 0) + 1 };
    await commit([putRule(rule)]);
    return { status: 200, body: rule };
  }),
);
