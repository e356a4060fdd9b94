import * as hot from '../../functions/inventory/hot-routes.ts';
import * as routes from '../../functions/inventory/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the inventory context has in AWS. */
export class InventoryStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'inventory', stage);
    this.table({ ttl: 'expiresAt', outbox: true });
    this.http('receive-stock', routes.receiveStock, {
      own: ['GetItem', 'PutItem', 'UpdateItem'],
      holds: { catalog: ['BatchGetItem'] },
    });
    this.http('put-hot-sku', hot.putHotSku, { own: ['UpdateItem'], holds: { catalog: ['BatchGetItem'] } });
    this.http('get-stock', routes.getStock, { own: ['Query:table'] });
    this.http('list-locations', routes.listLocations, { own: ['Query:table'] });
    this.http('put-location', routes.putLocation, { own: ['GetItem', 'PutItem', 'UpdateItem'] });
  }
}
