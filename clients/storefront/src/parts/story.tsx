import { dayAndTime } from '../../../ui/format.ts';
import { keyIn } from '../../../ui/language.ts';
import type { Reply } from '../api.ts';
import { useLanguage } from '../language.ts';

type Step = Reply<'getOrderStory'>['steps'][number];
type Delivery = Reply<'listDeliveries'>['items'][number];

/** Everything that happened to an order, oldest first. */
export function Story({ steps }: { steps: Step[] }) {
  const { t, language, texts } = useLanguage();
  const nameOf = (step: string) => {
    const key = keyIn(texts, step.startsWith('parcel ') ? '' : 'status.', step.replace('parcel ', 'parcel.'));
    return key ? t(key) : step;
  };
  // Who exactly it was is for staff; the buyer reads what kind of party it was.
  const whoIs = (actor: string) => {
    const key = keyIn(texts, 'actor.', actor.split(' ')[0] ?? '');
    return key ? t(key) : actor;
  };
  return (
    <section class="card stack" aria-label={t('story.title')}>
      <h2>{t('story.title')}</h2>
      <ol class="line-of-steps">
        {steps.map(({ step, at, actor }) => (
          <li key={`${step} ${at}`} data-step={step}>
            <strong>{nameOf(step)}</strong>
            <span class="soft small">
              {dayAndTime(at, language)} · {whoIs(actor)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Where the parcels are, by what the delivery partner told. */
export function Parcels({ deliveries }: { deliveries: Delivery[] }) {
  const { t, language, texts } = useLanguage();
  const nameOf = (status: string) => {
    const key = keyIn(texts, 'parcel.', status);
    return key ? t(key) : status;
  };
  return (
    <section class="card stack" aria-label={t('parcel.title')}>
      <h2>{t('parcel.title')}</h2>
      {deliveries.length === 0 ? <p class="soft">{t('parcel.none')}</p> : null}
      {deliveries.map(({ deliveryId, partner, trackingNumber, status, timeline }) => (
        <div key={deliveryId} class="stack">
          <p class="row spread">
            <span class="small">{t('parcel.number', { partner, trackingNumber })}</span>
            <span class="badge">{nameOf(status)}</span>
          </p>
          <ol class="line-of-steps">
            {timeline.map((entry) => (
              <li key={`${entry.at} ${entry.code}`}>
                <strong>{nameOf(entry.status)}</strong>
                <span class="soft small">{dayAndTime(entry.at, language)}</span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
