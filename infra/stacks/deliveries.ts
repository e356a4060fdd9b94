import * as routes from '../../functions/deliveries/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the deliveries context has in AWS. */
export class DeliveriesStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'deliveries', stage);
    this.table({ ttl: 'expiresAt', outbox: true });
    this.http('create-shipment', routes.createShipment, {
      own: ['Query:table', 'GetItem', 'PutItem'],
      holds: { orders: ['GetItem', 'PutItem'], inventory: ['UpdateItem', 'PutItem'] },
    });
    this.http('list-deliveries', routes.listDeliveries, { own: ['Query:table'], holds: { orders: ['GetItem'] } });
    this.http('delivery-webhook', routes.deliveryWebhook, {
      own: ['Query:table', 'PutItem'],
      secrets: ['webhook-sandbox'],
    });
  }
}
