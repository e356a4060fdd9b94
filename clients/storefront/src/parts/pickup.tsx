import { useResource } from '../../../ui/resource.ts';
import { client } from '../api.ts';
import { useLanguage } from '../language.ts';

/** Where an order waits for its buyer. */
export function Pickup({ locationId }: { locationId: string | undefined }) {
  const { t } = useLanguage();
  const { value } = useResource('locations', () => client.listLocations());
  const place = value?.items.find((one) => one.locationId === locationId)?.name ?? locationId ?? '';
  return (
    <section class="card stack" aria-label={t('delivery.pickup')}>
      <h2>{t('delivery.pickup')}</h2>
      <p>{t('delivery.pickup-at', { place })}</p>
    </section>
  );
}
