import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPlaced } from '../../events/orders/order-placed.v1.ts';
import { PromotionPublished } from '../../events/promotions/promotion-published.v1.ts';
import { PromotionStopped } from '../../events/promotions/promotion-stopped.v1.ts';
import { RehearsalAdvanced } from '../../events/rehearsals/rehearsal-advanced.v1.ts';
import * as routes from '../../functions/rehearsals/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What rehearsals have in AWS. */
export class RehearsalsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'rehearsals', stage);
    this.table({ ttl: 'expiresAt', outbox: true });
    this.remembering();
    this.http('rehearse-promotion', routes.rehearsePromotion, {
      own: ['GetItem', 'PutItem'],
      holds: { promotions: ['GetItem'] },
    });
    this.http('rehearse-live', routes.rehearseLive, { own: ['GetItem', 'PutItem'] });
    this.http('get-rehearsal', routes.getRehearsal, { own: ['GetItem'] });
    this.http('get-rehearsal-policy', routes.getRehearsalPolicy, { own: ['GetItem'] });
    this.http('put-rehearsal-policy', routes.putRehearsalPolicy, { own: ['PutItem'] });
    // A step is a second or two of work, the last one more; rehearsals may take their time beside the shop's business.
    this.consumer('take-steps', RehearsalAdvanced, {
      own: ['GetItem', 'Query:table', 'PutItem'],
      holds: {
        orders: ['BatchGetItem'],
        catalog: ['BatchGetItem', 'Query:gsi1'],
        inventory: ['BatchGetItem'],
        promotions: ['BatchGetItem'],
      },
      batchSize: 1,
      maximumConcurrency: 2,
      memory: 1_024,
      timeout: 60,
    });
  }

  private remembering(): void {
    this.consumer('index-orders', [OrderPlaced, OrderImported], {
      own: ['BatchWriteItem'],
      batchSize: 25, // What one BatchWriteItem takes.
      batchingWindow: 1,
    });
    this.consumer('note-publications', [PromotionPublished, PromotionStopped], { own: ['PutItem'] });
  }
}
