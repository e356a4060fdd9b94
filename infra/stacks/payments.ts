import * as routes from '../../functions/payments/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the payments context has in AWS. */
export class PaymentsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'payments', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk', keysOnly: true } }, ttl: 'expiresAt' });
    const settling = { orders: ['GetItem', 'PutItem', 'UpdateItem'] } as const;
    // A payment that waits for its buyer has answered the command it came with: there is no reply to add.
    const own = ['GetItem', 'PutItem'] as const;
    this.http('settle-sandbox', routes.settleSandbox, { own, holds: { orders: own } });
    this.http('receive-payment-webhook', routes.receivePaymentWebhook, {
      own: ['GetItem', 'PutItem'],
      holds: settling,
      secrets: ['webhook-sandbox'],
    });
    this.schedule('reconcile-payments', 'rate(1 minute)', {
      own: ['Query:gsi1', 'GetItem', 'PutItem'],
      holds: settling,
    });
  }
}
