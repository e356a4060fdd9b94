import { getMe, patchMe, putConsent, putStanding } from '../../functions/customers/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the customers context has in AWS. */
export class CustomersStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'customers', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt', outbox: true });
    this.http('get-me', getMe, { own: ['GetItem'] });
    this.http('patch-me', patchMe, { own: ['GetItem', 'PutItem'] });
    this.http('put-consent', putConsent, { own: ['GetItem', 'PutItem'] });
    this.http('put-standing', putStanding, { own: ['BatchGetItem', 'PutItem'] });
  }
}
