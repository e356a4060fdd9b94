import * as routes from '../../functions/payments/routes.ts';
import { alarm } from '../constructs/alarms.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the payments context has in AWS. */
export class PaymentsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'payments', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk', keysOnly: true } }, ttl: 'expiresAt' });
    // What the books of an order need to be moved: by its payment, by its refund, and back to life by money that comes late.
    const settling = { orders: ['GetItem', 'PutItem', 'UpdateItem'], promotions: ['UpdateItem'] } as const;
    const reviving = {
      orders: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      inventory: ['UpdateItem', 'PutItem'],
      promotions: ['BatchGetItem', 'PutItem', 'UpdateItem'],
    } as const;
    const own = ['GetItem', 'Query:table', 'PutItem'] as const;
    this.http('settle-sandbox', routes.settleSandbox, { own, holds: reviving });
    this.http('receive-payment-webhook', routes.receivePaymentWebhook, {
      own,
      holds: reviving,
      secrets: ['webhook-sandbox'],
    });
    this.http('retry-refund', routes.retryRefund, {
      own: [...own, 'Query:gsi1'],
      holds: { orders: ['GetItem', 'PutItem'] },
    });
    this.http('list-refunds', routes.listRefunds, { own: ['Query:gsi1', 'BatchGetItem'], secrets: ['session-key'] });
    this.schedule('reconcile-payments', 'rate(1 minute)', {
      timeout: 60,
      own: [...own, 'Query:gsi1'],
      holds: settling,
    });
    this.refundFailures(stage);
  }

  /** Money that does not go back by itself is somebody's business within minutes. */
  private refundFailures(stage: Stage): void {
    // Refunds are finished by functions of both contexts.
    for (const service of ['payments', 'orders']) {
      alarm(this, `RefundFailures-${service}`, stage, {
        name: `${this.stackName}-refund-failures-in-${service}`,
        namespace: 'Oneshelf',
        metric: 'RefundFailed',
        dimensions: { service },
        threshold: 1,
      });
    }
  }
}
