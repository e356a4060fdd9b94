import * as hot from '../../functions/inventory/hot-routes.ts';
import * as routes from '../../functions/inventory/routes.ts';
import * as sourcing from '../../functions/inventory/sourcing-routes.ts';
import * as stock from '../../functions/inventory/stock-routes.ts';
import { alarm } from '../constructs/alarms.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** Stock levels for which somebody wants to know when they are low, or that somebody waits at. */
const watched = {
  dynamodb: {
    NewImage: {
      _et: { S: ['Stock'] },
      // A number is text in a stream. Once somebody waited the counter stays, at zero mostly.
      $or: [{ lowAt: { N: [{ exists: true }] } }, { awaited: { N: [{ 'anything-but': ['0'] }] } }],
    },
  },
};

/** What the inventory context has in AWS. */
export class InventoryStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'inventory', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk', keysOnly: true } }, ttl: 'expiresAt', outbox: true });
    this.moving();
    this.auditing(stage);
    // No other level costs an invocation: an attribute that is not there matches nothing.
    this.stream('watch-stock', watched, { own: ['PutItem'] });
    this.http('put-hot-sku', hot.putHotSku, { own: ['UpdateItem'], holds: { catalog: ['BatchGetItem'] } });
    this.http('get-stock', routes.getStock, { own: ['Query:table'] });
    this.http('list-locations', routes.listLocations, { own: ['Query:table'] });
    this.http('put-location', routes.putLocation, { own: ['GetItem', 'PutItem', 'UpdateItem'] });
  }

  /** What staff do to the stock. */
  private moving(): void {
    const moves = { own: ['GetItem', 'PutItem', 'UpdateItem'], holds: { catalog: ['BatchGetItem'] } } as const;
    this.http('receive-stock', routes.receiveStock, moves);
    this.http('count-stock', stock.countStock, { ...moves, own: [...moves.own, 'Query:table'] });
    this.http('damage-stock', stock.damageStock, moves);
    this.http('dispatch-transfer', stock.dispatchTransfer, moves);
    this.http('receive-transfer', stock.receiveTransfer, { own: moves.own });
    this.http('put-stock-settings', stock.putStockSettings, moves);
    this.http('list-stock-ledger', stock.listStockLedger, { own: ['Query:table'], secrets: ['session-key'] });
    this.http('list-stock-shortages', stock.listStockShortages, {
      own: ['Query:gsi1', 'BatchGetItem'],
      secrets: ['session-key'],
    });
    this.http('put-sourcing', sourcing.putSourcing, { own: ['UpdateItem'] });
    this.http('get-sourcing', sourcing.getSourcing, { own: ['GetItem'] });
  }

  /** The ledger added up again; a number that is not what it says is somebody's business at once. */
  private auditing(stage: Stage): void {
    this.http('audit-skus', stock.auditSkus, { timeout: 30, own: ['Query:table'] });
    this.schedule('audit-stock', 'rate(15 minutes)', {
      timeout: 300,
      own: ['Query:table', 'GetItem', 'PutItem'],
    });
    alarm(this, 'StockDifferences', stage, {
      name: `${this.stackName}-stock-differences`,
      namespace: 'Oneshelf',
      metric: 'StockDifference',
      dimensions: { service: 'inventory' },
      threshold: 1,
    });
  }
}
