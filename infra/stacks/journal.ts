import { LateMoneyReturned } from '../../events/orders/late-money-returned.v1.ts';
import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { ReturnReceived } from '../../events/orders/return-received.v1.ts';
import * as routes from '../../functions/journal/routes.ts';
import { alarm } from '../constructs/alarms.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

const HEARD = [OrderPaid, OrderImported, OrderCancelled, ReturnReceived, OrderRefunded, LateMoneyReturned];

/** What the journal has in AWS. */
export class JournalStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'journal', stage);
    this.table({});
    this.consumer('record-entries', HEARD, {
      own: ['PutItem', 'UpdateItem'],
      // All orders of a day meet in its totals: large batches and little concurrency keep them from colliding. 40 entries and
      // the totals of their days stay under the 100 actions of a transaction.
      batchSize: 40,
      batchingWindow: 1,
      maximumConcurrency: 2,
    });
    this.http('get-journal', routes.getJournal, { own: ['Query:table'], secrets: ['session-key'] });
    this.http('get-close', routes.getClose, { own: ['GetItem', 'Query:table'] });
    this.closing(stage);
  }

  private closing(stage: Stage): void {
    const own = ['GetItem', 'Query:table', 'PutItem'] as const;
    const holds = { orders: ['BatchGetItem'] } as const;
    // A large day's books are read whole.
    const large = { timeout: 300, memory: 1_024 };
    this.http('close-day', routes.closeDay, { own, holds, memory: 1_024, timeout: 29 });
    // By then the provider's day is over in every zone that the shop's day touches.
    this.schedule('close-days', 'cron(0 9 * * ? *)', { ...large, own, holds });
    alarm(this, 'CloseDifferences', stage, {
      name: `${this.stackName}-close-differences`,
      namespace: 'Oneshelf',
      metric: 'CloseDifference',
      dimensions: { service: 'journal' },
      threshold: 1,
    });
  }
}
