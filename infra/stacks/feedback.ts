import * as routes from '../../functions/feedback/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the feedback context has in AWS. */
export class FeedbackStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'feedback', stage);
    this.table({ ttl: 'expiresAt', outbox: true });
    this.http('review-order-line', routes.reviewOrderLine, {
      own: ['PutItem', 'UpdateItem'],
      holds: { orders: ['GetItem'] },
    });
    this.http('list-reviews', routes.listReviews, { own: ['GetItem', 'Query:table'], secrets: ['session-key'] });
  }
}
