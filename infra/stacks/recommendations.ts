import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import * as routes from '../../functions/recommendations/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the recommendations context has in AWS. */
export class RecommendationsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'recommendations', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk', keysOnly: true } }, ttl: 'expiresAt', outbox: true });
    this.http('recommend', routes.recommend, {
      own: ['BatchGetItem', 'Query:gsi1'],
      holds: { catalog: ['BatchGetItem'], inventory: ['BatchGetItem'] },
    });
    this.http('record-behaviour', routes.recordBehaviour, { own: ['BatchWriteItem', 'PutItem'] });
    // Large batches fold many orders into one write per SKU; two at a time keep those writes from meeting each other often.
    this.consumer('learn-from-orders', [OrderPaid, OrderImported], {
      own: ['BatchGetItem', 'PutItem'],
      batchSize: 50,
      batchingWindow: 1,
      maximumConcurrency: 2,
      timeout: 30,
    });
  }
}
