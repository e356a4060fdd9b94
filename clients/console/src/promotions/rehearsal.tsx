import { useState } from 'preact/hooks';
import { usePolling, useResource } from '../../../ui/resource.ts';
import { asStaff, client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Problem } from '../problem.tsx';
import { Report } from './report.tsx';

function Run({ rehearsalId, currency }: { rehearsalId: string; currency: string }) {
  const { t } = useLanguage();
  const { value, error, reload } = useResource(rehearsalId, () =>
    asStaff(() => client.getRehearsal({ params: { rehearsalId } })),
  );
  usePolling(value?.state !== 'done', reload);
  const { percent, orders } = value?.progress ?? { percent: 0, orders: 0 };
  return (
    <>
      {error ? <Problem error={error} /> : null}
      {value?.state === 'done' ? null : (
        <>
          <progress max={100} value={percent} aria-label={t('rehearsal.title')} />
          <p role="status" class="small">
            {t('rehearsal.progress', { percent, orders })}
          </p>
        </>
      )}
      {value?.report && 'findings' in value.report ? <Report report={value.report} currency={currency} /> : null}
    </>
  );
}

/** Plays the saved version over past orders and shows what came of it. */
export function Rehearsal({ promotionId, currency }: { promotionId: string; currency: string }) {
  const { t } = useLanguage();
  const [days, setDays] = useState('30');
  const [rehearsalId, setRehearsalId] = useState<string>();
  const [error, setError] = useState<unknown>();
  const start = async (event: Event) => {
    event.preventDefault();
    setError(undefined);
    try {
      const asked = { params: { promotionId }, body: { days: Number(days), worstCase: true } };
      const begun = await asStaff(() => client.rehearsePromotion({ ...asked, idempotencyKey: crypto.randomUUID() }));
      setRehearsalId(begun.rehearsalId);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <section class="stack" aria-label={t('rehearsal.title')} id="rehearsal">
      <h3>{t('rehearsal.title')}</h3>
      <form class="search" onSubmit={start}>
        <label>
          {t('rehearsal.days')}
          <input name="days" inputMode="numeric" value={days} onInput={(event) => setDays(event.currentTarget.value)} />
        </label>
        <button type="submit">{t('rehearsal.start')}</button>
      </form>
      {error ? <Problem error={error} /> : null}
      {rehearsalId ? <Run key={rehearsalId} rehearsalId={rehearsalId} currency={currency} /> : null}
    </section>
  );
}
