import { useEffect, useState } from 'preact/hooks';
import { useStore } from '../../ui/use-store.ts';
import { language, useLanguage } from './language.ts';
import { connection, platform } from './live.ts';
import { Errors } from './panels/errors.tsx';
import { Events } from './panels/events.tsx';
import { Functions } from './panels/functions.tsx';
import { Journal } from './panels/journal.tsx';
import { Orders } from './panels/orders.tsx';
import { Outbox } from './panels/outbox.tsx';
import { Queues } from './panels/queues.tsx';
import { Schedules } from './panels/schedules.tsx';
import { Stock } from './panels/stock.tsx';
import { Tables } from './panels/tables.tsx';
import { Promotions } from './promotions/page.tsx';

const PANELS = [
  'orders',
  'events',
  'functions',
  'queues',
  'schedules',
  'stock',
  'shortages',
  'journal',
  'errors',
  'tables',
] as const;
const HOME = '/console';

/** What has a page of its own, by its address. */
const PAGES = { '/console/promotions': 'promotions', '/console/outbox': 'outbox' } as const;

type Page = (typeof PAGES)[keyof typeof PAGES];

function pageAt(path: string): Page | undefined {
  return Object.entries(PAGES).find(([start]) => path.startsWith(start))?.[1];
}

const TONES = { connecting: 'warn', live: '', polling: 'warn', lost: 'bad' };

function ConnectionBadge() {
  const { t } = useLanguage();
  const now = useStore(connection);
  return (
    <span role="status" class={`badge ${TONES[now]}`} data-connection={now}>
      {t(`connection.${now}`)}
    </span>
  );
}

function Header({ page }: { page: Page | undefined }) {
  const { t, language: current } = useLanguage();
  const other = current === 'zh' ? 'en' : 'zh';
  return (
    <header class="top">
      <div class="row spread">
        <a href={HOME} class="brand">
          {t('page.title')}
        </a>
        <div class="row">
          <ConnectionBadge />
          <button class="plain" type="button" lang={other} onClick={() => language.set(other)}>
            {t('nav.other-language')}
          </button>
        </div>
      </div>
      <nav aria-label={t('nav.main')}>
        <ul class="row">
          {PANELS.map((panel) => (
            <li key={panel}>
              <a href={page ? `${HOME}#${panel}` : `#${panel}`}>{t(`${panel}.title`)}</a>
            </li>
          ))}
          {Object.entries(PAGES).map(([path, name]) => (
            <li key={name}>
              <a href={path} aria-current={page === name ? 'page' : undefined}>
                {t(`${name}.title`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function Overview() {
  const { t } = useLanguage();
  const state = useStore(platform);
  const [filter, setFilter] = useState('');
  const follow = (correlationId: string) => {
    setFilter(correlationId);
    document.getElementById('events')?.scrollIntoView();
  };
  if (!state) return <p role="status">{t('state.loading')}</p>;
  return (
    <div class="panels">
      <Orders follow={follow} />
      <div class="column">
        <Events filter={filter} setFilter={setFilter} />
        <Functions state={state} />
      </div>
      <div class="column">
        <Queues state={state} />
        <Schedules state={state} />
        <Stock />
        <Journal />
        <Errors state={state} />
        <Tables state={state} />
      </div>
    </div>
  );
}

/** The console: what the platform is doing, and a few ways to nudge it. */
export function App() {
  const { t, language: current } = useLanguage();
  const page = pageAt(location.pathname);
  useEffect(() => {
    document.title = t('page.title');
  }, [current]);
  return (
    <>
      <a class="skip" href="#main">
        {t('nav.skip')}
      </a>
      <Header page={page} />
      <main id="main" tabIndex={-1}>
        <h1 class="unseen">{t('page.title')}</h1>
        {page === 'promotions' ? <Promotions /> : null}
        {page === 'outbox' ? <Outbox /> : null}
        {page ? null : <Overview />}
      </main>
    </>
  );
}
