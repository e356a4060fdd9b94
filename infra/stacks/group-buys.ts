import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import * as routes from '../../functions/group-buys/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import { having } from '../constructs/contracts.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What group buying has in AWS. */
export class GroupBuysStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'group-buys', stage);
    this.table({
      indexes: {
        gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' },
        gsi2: { pk: 'gsi2pk', sk: 'gsi2sk', keysOnly: true },
      },
      ttl: 'expiresAt',
      outbox: true,
    });
    this.http('get-group', routes.getGroup, { own: ['BatchGetItem'] });
    this.http('list-groups', routes.listGroups, { own: ['Query:gsi1'], secrets: ['session-key'] });
    this.consumer('count-paid', having(OrderPaid, 'groupId'), {
      own: ['BatchGetItem', 'Query:table', 'PutItem', 'UpdateItem'],
    });
    this.schedule('end-groups', 'rate(1 minute)', {
      timeout: 60,
      own: ['Query:gsi2', 'BatchGetItem', 'Query:table', 'UpdateItem', 'PutItem'],
      holds: { orders: ['BatchGetItem'] },
    });
  }
}
