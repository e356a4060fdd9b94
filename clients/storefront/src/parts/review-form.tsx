import { useState } from 'preact/hooks';
import { asCustomer, client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { useAct } from './act.ts';
import { ProblemNote } from './notes.tsx';

const RATINGS = [1, 2, 3, 4, 5];

interface Said {
  rating: number;
  text?: string;
}

function saidIn(form: HTMLFormElement): Said {
  const said = new FormData(form);
  const text = String(said.get('text') ?? '').trim();
  return { rating: Number(said.get('rating')), ...(text ? { text } : {}) };
}

/** Lets a buyer say what he thinks of one thing he got. */
export function ReviewForm({ orderId, sku, name }: { orderId: string; sku: string; name: string }) {
  const { t } = useLanguage();
  const [isDone, setDone] = useState(false);
  const { isRunning, problem, run } = useAct(
    (body: Said) => asCustomer(() => client.reviewOrderLine({ params: { orderId }, body: { sku, ...body } })),
    () => setDone(true),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) run(saidIn(event.currentTarget));
  };
  if (isDone)
    return (
      <p class="note" role="status">
        {t('review.thanks', { name })}
      </p>
    );
  return (
    <form class="card stack" onSubmit={submit}>
      <h3>{t('review.of', { name })}</h3>
      <fieldset class="row bare">
        <legend>{t('review.rating')}</legend>
        {RATINGS.map((rating) => (
          <label key={rating} class="row">
            <input type="radio" name="rating" value={rating} required />
            <span aria-hidden="true">{rating} ★</span>
            <span class="unseen">{t('reviews.stars', { rating })}</span>
          </label>
        ))}
      </fieldset>
      <label>
        {t('review.text')}
        <textarea name="text" rows={3} maxLength={2_000} />
      </label>
      {problem ? <ProblemNote error={problem} /> : null}
      <div>
        <button type="submit" disabled={isRunning}>
          {t('review.send')}
        </button>
      </div>
    </form>
  );
}
