import { DeliveryProgressed } from '../../events/deliveries/delivery-progressed.v1.ts';
import { GroupCompleted } from '../../events/group-buys/group-completed.v1.ts';
import { GroupFailed } from '../../events/group-buys/group-failed.v1.ts';
import { StockFreed } from '../../events/inventory/stock-freed.v1.ts';
import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import * as charges from '../../functions/orders/charges-routes.ts';
import * as hot from '../../functions/orders/hot-routes.ts';
import * as imports from '../../functions/orders/import-routes.ts';
import * as pickup from '../../functions/orders/pickup-routes.ts';
import * as returns from '../../functions/orders/return-routes.ts';
import * as routes from '../../functions/orders/routes.ts';
import * as tills from '../../functions/orders/till-routes.ts';
import { tryPromotion } from '../../functions/orders/try-routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What a cart is priced from. */
const pricing = { catalog: ['BatchGetItem'], inventory: ['BatchGetItem'] } as const;

/** What an order that ends early with its group gives back: its place is gone already. */
const givingBack = {
  inventory: ['UpdateItem', 'PutItem'],
  promotions: ['UpdateItem', 'DeleteItem'],
  payments: ['GetItem', 'PutItem'],
} as const;

/** What an order that ends early gives back. */
const leaving = { ...givingBack, 'group-buys': ['BatchGetItem', 'UpdateItem', 'DeleteItem'] } as const;

/** What the orders context has in AWS. */
export class OrdersStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'orders', stage);
    this.table({
      indexes: {
        gsi1: { pk: 'gsi1pk', sk: 'gsi1sk', keysOnly: true },
        gsi2: { pk: 'gsi2pk', sk: 'gsi2sk', keysOnly: true },
      },
      ttl: 'expiresAt',
      outbox: true,
    });
    this.buying();
    this.looking();
    this.ending();
    this.importing();
    this.returning();
    this.lining();
    this.consumer('allot-backorders', StockFreed, {
      own: ['Query:table', 'GetItem', 'PutItem', 'DeleteItem'],
      holds: { inventory: ['BatchGetItem', 'UpdateItem', 'PutItem'] },
    });
    this.consumer('on-delivery-progressed', DeliveryProgressed, { own: ['GetItem', 'PutItem'] });
  }

  private buying(): void {
    this.http('quote-cart', routes.quoteCart, {
      own: ['BatchGetItem', 'Query:gsi2'],
      holds: { ...pricing, promotions: ['BatchGetItem', 'UpdateItem'], customers: ['BatchGetItem'] },
    });
    this.http('try-promotion', tryPromotion, {
      own: ['BatchGetItem', 'Query:gsi2'],
      holds: { ...pricing, promotions: ['GetItem', 'BatchGetItem'], customers: ['BatchGetItem'] },
    });
    this.http('place-order', routes.placeOrder, {
      own: ['BatchGetItem', 'Query:gsi2', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      queues: ['hold-admissions'],
      holds: {
        customers: ['BatchGetItem'],
        catalog: ['BatchGetItem'],
        inventory: ['BatchGetItem', 'UpdateItem', 'PutItem'],
        promotions: ['BatchGetItem', 'PutItem', 'UpdateItem'],
        referrals: ['BatchGetItem', 'PutItem'],
        payments: ['GetItem', 'PutItem'],
        'group-buys': ['PutItem', 'UpdateItem'],
      },
    });
    this.http('pay-order', routes.payOrder, {
      own: ['GetItem', 'PutItem', 'UpdateItem'],
      holds: { payments: ['GetItem', 'PutItem'], promotions: ['UpdateItem'] },
    });
  }

  private looking(): void {
    const list = { secrets: ['session-key'] } as const;
    this.http('get-order', routes.getOrder, { own: ['GetItem'], ...list });
    this.http('hand-over-order', pickup.handOverOrder, {
      own: ['GetItem', 'PutItem'],
      holds: { inventory: ['UpdateItem', 'PutItem'] },
      ...list,
    });
    this.http('get-order-story', routes.getOrderStory, { own: ['GetItem'], holds: { deliveries: ['Query:table'] } });
    this.http('list-orders', routes.listOrders, { own: ['Query:gsi2', 'BatchGetItem'], ...list });
    this.http('list-orders-by-status', routes.listOrdersByStatus, { own: ['Query:gsi1', 'BatchGetItem'], ...list });
    this.http('get-charges', charges.getCharges, { own: ['GetItem'] });
    this.http('put-charges', charges.putCharges, { own: ['GetItem', 'PutItem'] });
    this.http('count-orders', routes.countOrders, { own: ['Query:gsi1'] });
  }

  private ending(): void {
    this.http('cancel-order', routes.cancelOrder, {
      own: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      holds: leaving,
    });
    this.schedule('expire-reservations', 'rate(1 minute)', {
      timeout: 60,
      own: ['Query:gsi1', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      holds: leaving,
    });
    this.schedule('finish-stock-work', 'rate(1 minute)', {
      timeout: 60,
      own: ['Query:gsi1', 'GetItem', 'DeleteItem'],
      holds: { inventory: ['BatchGetItem', 'UpdateItem', 'PutItem'] },
    });
    this.consumer('on-group-ended', [GroupCompleted, GroupFailed], {
      timeout: 60,
      own: ['GetItem', 'PutItem', 'DeleteItem'],
      holds: givingBack,
    });
    this.consumer('on-order-cancelled', OrderCancelled, {
      own: ['GetItem', 'PutItem'],
      holds: { payments: ['Query:table', 'PutItem'] },
    });
  }

  /** Selling to a line of buyers what everybody wants at once. */
  private lining(): void {
    this.http('get-admission', hot.getAdmission, { own: ['GetItem'], holds: { payments: ['GetItem'] } });
    // Two at a time is the least a queue may have; more would only meet at the one stock they all write to.
    this.worker('hold-admissions', {
      own: ['BatchGetItem', 'UpdateItem'],
      holds: { inventory: ['BatchGetItem', 'UpdateItem', 'PutItem', 'ConditionCheckItem'] },
      queues: ['place-admissions'],
      batchSize: 192,
      batchingWindow: 1,
      maximumConcurrency: 2,
    });
    this.worker('place-admissions', {
      own: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      holds: {
        inventory: ['BatchGetItem', 'UpdateItem', 'PutItem'],
        promotions: ['BatchGetItem', 'PutItem', 'UpdateItem'],
        referrals: ['PutItem'],
        payments: ['GetItem', 'PutItem'],
      },
      maximumConcurrency: 10,
    });
    this.schedule('end-admissions', 'rate(1 minute)', {
      own: ['Query:gsi1', 'GetItem', 'UpdateItem'],
      holds: { inventory: ['UpdateItem', 'PutItem'] },
    });
  }

  private returning(): void {
    this.http('get-ledger', returns.getLedger, { own: ['GetItem'] });
    this.http('quote-return', returns.quoteReturn, { own: ['GetItem'] });
    this.http('request-return', returns.requestReturn, { own: ['GetItem', 'PutItem'] });
    this.http('list-returns', returns.listReturns, { own: ['GetItem', 'Query:table'] });
    this.http('receive-return', returns.receiveReturn, {
      own: ['GetItem', 'PutItem'],
      holds: {
        inventory: ['BatchGetItem', 'UpdateItem', 'PutItem'],
        payments: ['GetItem', 'Query:table', 'PutItem'],
        promotions: ['UpdateItem', 'DeleteItem'],
      },
    });
  }

  private importing(): void {
    const own = ['GetItem', 'PutItem'] as const;
    this.http('import-order', imports.importOrder, { own, holds: { catalog: ['BatchGetItem'] } });
    this.http('import-return', imports.importReturn, { own });
    this.http('record-till-orders', tills.recordTillOrders, {
      own,
      holds: {
        catalog: ['BatchGetItem'],
        inventory: ['BatchGetItem', 'UpdateItem', 'PutItem'],
        promotions: ['BatchGetItem', 'UpdateItem', 'PutItem'],
      },
    });
    this.http('get-till', tills.getTill, { own: ['GetItem'] });
  }
}
