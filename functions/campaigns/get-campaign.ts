/** GET /v1/admin/campaigns/{campaignId}: one campaign. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { getCampaign as route } from './routes.ts';
import { findCampaign } from './store.ts';

export const handler = httpHandler(route, async ({ params: { campaignId } }) => {
  const campaign = await findCampaign(campaignId);
  if (!campaign) throw new DomainError('not-found', 'campaigns.unknown-campaign', 'There is no such campaign.');
  return { status: 200, body: campaign };
});
