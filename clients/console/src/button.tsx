import { useState } from 'preact/hooks';
import { useLanguage } from './language.ts';
import { refresh } from './live.ts';
import { Problem } from './problem.tsx';

interface Props {
  label: string;
  /** The button's whole meaning, for those who hear it without its row. */
  meaning: string;
  /** Asked before it is done; nothing is asked when absent. */
  question?: string;
  act(): Promise<unknown>;
}

/** A button that does something to the platform and says how it went. */
export function ActButton({ label, meaning, question, act }: Props) {
  const { t } = useLanguage();
  const [state, setState] = useState<'idle' | 'running' | 'done'>('idle');
  const [error, setError] = useState<unknown>();
  const run = async () => {
    if (question !== undefined && !confirm(question)) return;
    setState('running');
    setError(undefined);
    try {
      await act();
      setState('done');
      await refresh();
    } catch (problem) {
      setState('idle');
      setError(problem);
    }
  };
  return (
    <>
      <button type="button" aria-label={meaning} disabled={state === 'running'} onClick={run}>
        {label}
      </button>
      <span role="status" class="small">
        {state === 'done' ? ` ${t('action.done')}` : ''}
      </span>
      {error ? <Problem error={error} /> : null}
    </>
  );
}
