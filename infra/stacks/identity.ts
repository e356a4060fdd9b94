import * as routes from '../../functions/identity/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the identity context has in AWS: no table yet, its sessions are signed tokens. */
export class IdentityStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'identity', stage);
    this.internal('authorizer', { secrets: ['session-key'] });
    this.internal('unknown-route', {});
    this.http('create-dev-session', routes.createDevSession, { secrets: ['session-key'] });
  }
}
