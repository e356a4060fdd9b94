import { getCampaign, listCampaigns, listMessages, putCampaign } from '../../functions/campaigns/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the campaigns context has in AWS. */
export class CampaignsStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'campaigns', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt', outbox: true });
    this.http('put-campaign', putCampaign, { own: ['GetItem', 'PutItem'] });
    this.http('get-campaign', getCampaign, { own: ['GetItem'] });
    this.http('list-campaigns', listCampaigns, { own: ['Query:gsi1'], secrets: ['session-key'] });
    this.http('list-messages', listMessages, { own: ['Query:gsi1'], secrets: ['session-key'] });
    // The first wake does the work; the later ones catch up on a day whose first was missed or cut short.
    this.schedule('send-birthday-greetings', 'cron(0 9,13,17 * * ? *)', {
      own: ['PutItem', 'Query:gsi1'],
      holds: { customers: ['Query:gsi1', 'ConditionCheckItem'] },
      timeout: 300,
    });
  }
}
