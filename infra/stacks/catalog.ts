import * as routes from '../../functions/catalog/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the catalog context has in AWS. */
export class CatalogStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'catalog', stage);
    this.table({
      indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' }, gsi2: { pk: 'gsi2pk', sk: 'gsi2sk' } },
      ttl: 'expiresAt',
      outbox: true,
    });
    const stock = { inventory: ['BatchGetItem'] } as const;
    this.http('list-products', routes.listProducts, {
      own: ['Query:gsi1', 'Query:gsi2'],
      holds: stock,
      secrets: ['session-key'],
    });
    this.http('get-product', routes.getProduct, { own: ['GetItem'], holds: stock });
    this.http('get-shop', routes.getShop, {});
    this.http('put-product', routes.putProduct, {
      own: ['GetItem', 'PutItem', 'BatchGetItem'],
      holds: {
        compliance: ['Query:table', 'Query:gsi1'],
        pricing: ['GetItem', 'Query:table', 'PutItem'],
      },
    });
  }
}
