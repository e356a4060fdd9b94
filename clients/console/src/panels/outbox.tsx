import { useEffect } from 'preact/hooks';
import { dayAndTime } from '../../../ui/format.ts';
import { useResource } from '../../../ui/resource.ts';
import { useStore } from '../../../ui/use-store.ts';
import { asStaff, client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { platform } from '../live.ts';
import { Panel } from '../panel.tsx';
import { Problem } from '../problem.tsx';
import type { PlatformState } from '../state.ts';

// Messages lie in the campaigns' table: when it was written to, there may be new ones. Looking at them only reads.
const writesOf = (state: PlatformState | undefined): number =>
  state?.tables.find(({ name }) => name.endsWith('-campaigns'))?.writes ?? 0;

/** The messages that the shop has written to customers, newest first. */
export function Outbox() {
  const { t, language } = useLanguage();
  const writes = writesOf(useStore(platform));
  const { value, error, reload } = useResource('outbox', () =>
    asStaff(() => client.listMessages({ query: { limit: 100 } })),
  );
  useEffect(reload, [writes, reload]);
  return (
    <Panel id="outbox" title={t('outbox.title')}>
      <p class="soft small">{t('outbox.about')}</p>
      {error ? <Problem error={error} /> : null}
      {value?.items.length === 0 ? <p class="soft">{t('outbox.none')}</p> : null}
      <ol class="stack" aria-live="polite">
        {value?.items.map(({ messageId, customerId, at, text, campaignId, language: written, status }) => (
          <li key={messageId} class="message" data-message={messageId}>
            <p class="row spread small">
              <strong>{customerId}</strong>
              <span class="soft">
                {dayAndTime(at, language)} · {campaignId} · {status}
              </span>
            </p>
            <p lang={written}>{text}</p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
