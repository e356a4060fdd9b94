import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { listEvidence } from '../../functions/compliance/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What compliance has in AWS. */
export class ComplianceStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'compliance', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt', outbox: true });
    this.consumer('record-deals', [OrderPaid, OrderImported, OrderCancelled, OrderRefunded], {
      own: ['BatchGetItem', 'PutItem', 'DeleteItem'],
      holds: { orders: ['GetItem'] },
      batchSize: 20,
      batchingWindow: 1,
      maximumConcurrency: 5,
    });
    this.http('list-evidence', listEvidence, { own: ['Query:table'], secrets: ['session-key'] });
    this.schedule('check-starts', 'rate(5 minutes)', {
      own: ['Query:table', 'Query:gsi1', 'PutItem', 'DeleteItem'],
      holds: { promotions: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] },
      timeout: 120,
    });
  }
}
