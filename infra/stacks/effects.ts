import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { OrderExpired } from '../../events/orders/order-expired.v1.ts';
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { ReturnReceived } from '../../events/orders/return-received.v1.ts';
import { PromotionPublished } from '../../events/promotions/promotion-published.v1.ts';
import { PromotionsSeen } from '../../events/recommendations/promotions-seen.v1.ts';
import * as routes from '../../functions/effects/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

const HEARD = [OrderPaid, OrderImported, OrderCancelled, OrderExpired, ReturnReceived, OrderRefunded];

/** What the effects of promotions have in AWS. */
export class EffectsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'effects', stage);
    this.table({ ttl: 'expiresAt' });
    this.consumer('record-effects', HEARD, {
      own: ['BatchGetItem', 'PutItem', 'UpdateItem'],
      holds: { orders: ['BatchGetItem'] },
      // All orders of a moment meet in the same few counters: large batches and little concurrency keep them from colliding.
      batchSize: 40,
      batchingWindow: 1,
      maximumConcurrency: 2,
    });
    this.consumer('note-beginning', PromotionPublished, { own: ['PutItem'] });
    this.consumer('record-views', PromotionsSeen, {
      own: ['BatchGetItem', 'PutItem', 'UpdateItem'],
      holds: { promotions: ['BatchGetItem'] },
      batchSize: 20,
      batchingWindow: 1,
      maximumConcurrency: 2,
    });
    this.http('get-effect', routes.getEffect, { own: ['Query:table'], holds: { promotions: ['GetItem'] } });
    this.http('get-effect-report', routes.getEffectReport, {
      own: ['GetItem', 'Query:table'],
      holds: { promotions: ['GetItem', 'BatchGetItem'] },
      memory: 1_024,
      timeout: 29,
    });
  }
}
