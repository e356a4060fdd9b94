import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the payments context has in AWS. */
export class PaymentsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'payments', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt' });
  }
}
