import { dayAndTime } from '../../../ui/format.ts';
import { useResource } from '../../../ui/resource.ts';
import { client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { ProblemNote } from './notes.tsx';

/** A rating as stars, and in words for those who cannot see them. */
function Stars({ rating }: { rating: number }) {
  const { t } = useLanguage();
  const full = Math.round(rating);
  return (
    <span class="stars">
      <span aria-hidden="true">{'★'.repeat(full) + '☆'.repeat(5 - full)}</span>
      <span class="unseen">{t('reviews.stars', { rating })}</span>
    </span>
  );
}

/** What buyers say of a product. */
export function Reviews({ sku }: { sku: string }) {
  const { t, language } = useLanguage();
  const { value, error, reload } = useResource(sku, () =>
    client.listReviews({ params: { sku }, query: { limit: 10 } }),
  );
  return (
    <section class="stack" aria-label={t('reviews.title')}>
      <h2>{t('reviews.title')}</h2>
      {error ? <ProblemNote error={error} retry={reload} /> : null}
      {value?.summary.count === 0 ? <p class="soft">{t('reviews.none')}</p> : null}
      {value && value.summary.count > 0 ? (
        <p>
          <Stars rating={value.summary.average} />{' '}
          {t('reviews.summary', { average: value.summary.average, count: value.summary.count })}
        </p>
      ) : null}
      <ul class="stack">
        {value?.items.map((review) => (
          <li key={review.reviewId} class="card">
            <div class="row spread">
              <Stars rating={review.rating} />
              <span class="soft small">{dayAndTime(review.publishedAt, language)}</span>
            </div>
            {review.text ? <p class="said">{review.text}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
