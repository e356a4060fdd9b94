import { clockTime } from '../../../ui/format.ts';
import { useLanguage } from '../language.ts';
import { Panel, shortName } from '../panel.tsx';
import type { PlatformState } from '../state.ts';

/** The last errors, newest first. */
export function Errors({ state }: { state: PlatformState }) {
  const { t, language } = useLanguage();
  const newestFirst = [...state.logs].reverse();
  return (
    <Panel id="errors" title={t('errors.title')}>
      {newestFirst.length === 0 ? <p class="soft">{t('errors.none')}</p> : null}
      <div role="log" aria-label={t('errors.title')}>
        <ol class="errors">
          {newestFirst.map(({ at, source, message }) => (
            <li key={`${at} ${source} ${message}`}>
              <p class="small">
                <time class="number" dateTime={at}>
                  {clockTime(at, language)}
                </time>{' '}
                <strong>{shortName(source)}</strong>
              </p>
              <pre>{message}</pre>
            </li>
          ))}
        </ol>
      </div>
    </Panel>
  );
}
