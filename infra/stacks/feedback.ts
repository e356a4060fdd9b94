import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the feedback context has in AWS. */
export class FeedbackStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'feedback', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt' });
  }
}
