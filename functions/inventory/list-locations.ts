/** GET /v1/locations: the shop's warehouses and stores; `main` is always among them. */
import { httpHandler } from '../../shared/platform/http.ts';
import { withMain } from './domain/location.ts';
import { storedLocations } from './location-store.ts';
import { listLocations as route } from './routes.ts';

export const handler = httpHandler(route, async () => {
  const items = withMain(await storedLocations()).map(({ locationId, kind, name, region, capabilities }) => ({
    locationId,
    kind,
    name,
    region,
    capabilities,
  }));
  return { status: 200, body: { items } };
});
