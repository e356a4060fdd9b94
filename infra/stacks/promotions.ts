import { getBudget } from '../../functions/promotions/budget-routes.ts';
import * as coupons from '../../functions/promotions/coupon-routes.ts';
import {
  createPromotion,
  getPromotion,
  getPromotionTerms,
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
      holds: {
        catalog: ['BatchGetItem'],
        rehearsals: ['GetItem', 'PutItem'],
        compliance: ['GetItem', 'Query:table', 'Query:gsi1', 'PutItem'],
        lotteries: ['BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      },
      secrets: ['session-key'],
    });
    this.http('stop-promotion', stopPromotion, {
      own: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    });
    this.http('get-promotion', getPromotion, { own: ['GetItem'] });
    this.http('get-promotion-terms', getPromotionTerms, { own: ['Query:table'] });
    this.http('list-promotions', listPromotions, { own: ['Query:gsi1'], secrets: ['session-key'] });
    this.coupons();
    this.http('get-budget', getBudget, { own: ['BatchGetItem', 'Query:table'] });
    this.schedule('watch-budgets', 'rate(1 minute)', {
      timeout: 60,
      own: ['Query:gsi1', 'GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    });
  }

  private coupons(): void {
    const list = { secrets: ['session-key'] } as const;
    const queues = ['issue-coupons'];
    this.http('issue-coupon', coupons.issueCoupon, { own: ['GetItem', 'PutItem'], queues });
    this.worker('issue-coupons', {
      own: ['GetItem', 'PutItem', 'UpdateItem'],
      queues,
      timeout: 60,
      maximumConcurrency: 2,
    });
    this.http('list-coupon-jobs', coupons.listCouponJobs, { own: ['Query:gsi1'], ...list });
    this.http('get-coupon-job', coupons.getCouponJob, { own: ['GetItem', 'BatchGetItem'], queues });
    this.http('claim-coupon', coupons.claimCoupon, { own: ['GetItem', 'PutItem', 'UpdateItem'] });
    this.http('list-my-coupons', coupons.listMyCoupons, { own: ['Query:table', 'BatchGetItem'], ...list });
  }
}
