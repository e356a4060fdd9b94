import {
  createPromotion,
  getPromotion,
  issueCoupon,
  listPromotions,
  publishPromotion,
  revisePromotion,
  stopPromotion,
} from '../../functions/promotions/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the promotions context has in AWS. */
export class PromotionsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'promotions', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt', outbox: true });
    this.http('create-promotion', createPromotion, { own: ['PutItem'], holds: { catalog: ['BatchGetItem'] } });
    this.http('revise-promotion', revisePromotion, {
      own: ['GetItem', 'PutItem'],
      holds: { catalog: ['BatchGetItem'] },
    });
    this.http('publish-promotion', publishPromotion, {
      own: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'],
      holds: { rehearsals: ['GetItem', 'PutItem'], compliance: ['GetItem', 'Query:table', 'Query:gsi1', 'PutItem'] },
    });
    this.http('stop-promotion', stopPromotion, {
      own: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    });
    this.http('issue-coupon', issueCoupon, { own: ['GetItem', 'PutItem'] });
    this.http('get-promotion', getPromotion, { own: ['GetItem'] });
    this.http('list-promotions', listPromotions, { own: ['Query:gsi1'], secrets: ['session-key'] });
  }
}
