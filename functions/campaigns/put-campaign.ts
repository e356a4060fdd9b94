/** PUT /v1/admin/campaigns/{campaignId}: writes a campaign's next version; its templates must name known things only. */
import { httpHandler } from '../../shared/platform/http.ts';
import { checkDetails, revise } from './domain/campaign.ts';
import { putCampaign as route } from './routes.ts';
import { commitCampaign, findCampaign } from './store.ts';

export const handler = httpHandler(route, async ({ params: { campaignId }, body }, run) => {
  checkDetails(body);
  const campaign = revise(await findCampaign(campaignId), campaignId, body, run.now);
  await commitCampaign(campaign);
  return { status: 200, body: campaign };
});
