import { useState } from 'preact/hooks';
import { clockTime } from '../../../ui/format.ts';
import { useStore } from '../../../ui/use-store.ts';
import { useLanguage } from '../language.ts';
import { events } from '../live.ts';
import { Panel } from '../panel.tsx';
import { type EventView, matches, timeOf, trailOf } from '../state.ts';

const SHOWN = 60;

type Follow = (correlationId: string) => void;

function Ids({ event, follow }: { event: EventView; follow: Follow }) {
  const { t } = useLanguage();
  const { correlationId, causationId } = trailOf(event);
  return (
    <dl class="ids">
      <dt>{t('event.correlation')}</dt>
      <dd>
        {correlationId ? (
          <button class="plain" type="button" onClick={() => follow(correlationId)}>
            {correlationId}
          </button>
        ) : (
          '–'
        )}
      </dd>
      <dt>{t('event.causation')}</dt>
      <dd>
        <code>{causationId ?? '–'}</code>
      </dd>
      <dt>{t('event.rules')}</dt>
      <dd>{event.rules.length > 0 ? event.rules.join(', ') : t('event.no-rules')}</dd>
    </dl>
  );
}

function EventRow({ event, follow }: { event: EventView; follow: Follow }) {
  const { language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <li data-event={event.detailType}>
      <details onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
        <summary>
          <time class="number soft" dateTime={timeOf(event)}>
            {clockTime(timeOf(event), language)}
          </time>
          <strong>{event.detailType}</strong>
          <span class="soft small">{trailOf(event).subject ?? event.source}</span>
        </summary>
        {isOpen ? (
          <>
            <Ids event={event} follow={follow} />
            <pre>{JSON.stringify(event.detail, null, 2)}</pre>
          </>
        ) : null}
      </details>
    </li>
  );
}

interface Props {
  filter: string;
  setFilter: Follow;
}

/** The events as they pass: filtered, and held still on demand. */
export function Events({ filter, setFilter }: Props) {
  const { t } = useLanguage();
  const now = useStore(events);
  const [held, setHeld] = useState<EventView[]>();
  const found = (held ?? now).filter((event) => matches(event, filter));
  const waiting = held ? now.filter(({ id }) => !held.some((event) => event.id === id)).length : 0;
  const pause = (
    <button type="button" aria-pressed={held !== undefined} onClick={() => setHeld(held ? undefined : now)}>
      {held ? t('events.resume', { count: waiting }) : t('events.pause')}
    </button>
  );
  return (
    <Panel id="events" title={t('events.title')} extra={pause}>
      <label>
        {t('events.filter')}
        <input type="search" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
      </label>
      {found.length === 0 ? <p class="soft">{t('events.none')}</p> : null}
      <div role="log" aria-live={held ? 'off' : 'polite'} aria-label={t('events.title')}>
        <ol class="events">
          {found.slice(0, SHOWN).map((event) => (
            <EventRow key={event.id} event={event} follow={setFilter} />
          ))}
        </ol>
      </div>
      {found.length > SHOWN ? <p class="soft small">{t('events.more', { count: found.length - SHOWN })}</p> : null}
    </Panel>
  );
}
