import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { OrderCompleted } from '../../events/orders/order-completed.v1.ts';
import { ReturnReceived } from '../../events/orders/return-received.v1.ts';
import * as routes from '../../functions/referrals/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the referrals have in AWS. */
export class ReferralsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'referrals', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt', outbox: true });
    this.http('create-referral-code', routes.createReferralCode, {
      own: ['BatchGetItem', 'PutItem'],
      holds: { promotions: ['BatchGetItem'] },
    });
    this.http('list-referrals', routes.listReferrals, { own: ['Query:gsi1'], secrets: ['session-key'] });
    this.consumer('settle-referrals', [OrderCompleted, OrderCancelled, ReturnReceived], {
      own: ['BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      holds: { orders: ['BatchGetItem'], promotions: ['BatchGetItem', 'PutItem', 'DeleteItem'] },
    });
  }
}
