import { useState } from 'preact/hooks';
import { ApiError } from '../../../sdk/src/api-error.ts';
import { asStaff, client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Problem } from '../problem.tsx';
import { ConfirmButton } from './confirm.tsx';
import type { Fault } from './draft.ts';
import type { Promotion } from './listed.ts';

interface Props {
  promotion: Promotion;
  name: string;
  /** The form differs from what is saved. */
  isChanged: boolean;
  setFaults(faults: Fault[]): void;
  changed(): void;
}

/** Makes a promotion live and ends it, each after a question; says what came of it. */
export function Standing({ promotion, name, isChanged, setFaults, changed }: Props) {
  const { t } = useLanguage();
  const { promotionId, state, version, liveVersion } = promotion;
  const [error, setError] = useState<unknown>();
  const [said, say] = useState('');
  const [reason, setReason] = useState('');
  const act = async (what: () => Promise<unknown>, done: string) => {
    setError(undefined);
    say('');
    setFaults([]);
    try {
      await asStaff(what);
      say(done);
      changed();
    } catch (problem) {
      setError(problem);
      if (problem instanceof ApiError) setFaults(problem.errors);
    }
  };
  const params = { promotionId };
  const publish = () => {
    const body = reason.trim() === '' ? {} : { override: { reason } };
    return act(() => client.publishPromotion({ params, body }), t('standing.published', { name, version }));
  };
  const stop = () => act(() => client.stopPromotion({ params }), t('standing.stopped', { name }));
  const isRefused = error instanceof ApiError && error.errors.some(({ code }) => code.startsWith('rehearsals.'));
  return (
    <div class="standing stack">
      <div class="row">
        {state === 'draft' ? (
          <ConfirmButton
            label={t('standing.publish')}
            question={t(liveVersion === undefined ? 'standing.publish-sure' : 'standing.replace-sure', {
              name,
              version,
            })}
            tone="primary"
            isDisabled={isChanged}
            act={publish}
          />
        ) : null}
        {state === 'stopped' ? null : (
          <ConfirmButton
            label={t('standing.stop')}
            question={t('standing.stop-sure', { name })}
            word={name}
            tone="bad"
            act={stop}
          />
        )}
      </div>
      <p role="status" class="said">
        {said}
      </p>
      {error ? <Problem error={error} /> : null}
      {isRefused || reason ? (
        <label>
          {t('standing.override')}
          <input name="override" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
      ) : null}
    </div>
  );
}
