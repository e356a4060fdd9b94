import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPlaced } from '../../events/orders/order-placed.v1.ts';
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { getDailySales } from '../../functions/insights/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the insights context has in AWS. */
export class InsightsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'insights', stage);
    this.table({ ttl: 'expiresAt' });
    this.http('get-daily-sales', getDailySales, { own: ['Query:table'] });
    this.consumer('record-sales', [OrderPlaced, OrderImported, OrderRefunded], {
      own: ['PutItem', 'UpdateItem'],
      // All orders of a moment meet in the same few counters: large batches and little concurrency keep them from
      // colliding. 45 events and their counters stay under the 100 actions of a transaction.
      batchSize: 45,
      batchingWindow: 1,
      maximumConcurrency: 2,
    });
  }
}
