import { useEffect, useState } from 'preact/hooks';
import { count } from '../../../ui/format.ts';
import { useLast, useResource } from '../../../ui/resource.ts';
import { client, type Reply } from '../api.ts';
import { useQuietBeat } from '../beat.ts';
import { useLanguage } from '../language.ts';
import { firstPages } from '../pages.ts';
import { Panel, Table } from '../panel.tsx';
import { Problem } from '../problem.tsx';

type Shortage = Reply<'listStockShortages'>['items'][number];
type Found = Awaited<ReturnType<typeof readPages>>;

const readPages = (pages: number) => firstPages(pages, (query) => client.listStockShortages({ query }));

interface Looking {
  /** Looks up the stock of an article. */
  look(sku: string): void;
}

function Row({ shortage: { sku, locationId, reserved, short }, look }: Looking & { shortage: Shortage }) {
  const { t, language } = useLanguage();
  return (
    <tr data-short={`${sku} ${locationId}`}>
      <th scope="row">
        <button class="plain" type="button" aria-label={t('shortages.look-named', { sku })} onClick={() => look(sku)}>
          {sku}
        </button>
      </th>
      <td class="number">
        <span class="badge bad">{count(short, language)}</span>
      </td>
      <td>{locationId}</td>
      <td class="number">{count(reserved, language)}</td>
    </tr>
  );
}

function List({ found: { items, hasMore }, look, more }: Looking & { found: Found; more(): void }) {
  const { t } = useLanguage();
  // A phone shows the first columns without a swipe.
  const heads = [t('stock.sku'), t('shortages.short'), t('stock.location'), t('stock.reserved')];
  return (
    <>
      {items.length === 0 ? (
        <p class="soft" data-shortages="none">
          {t('shortages.none')}
        </p>
      ) : (
        <Table label={t('shortages.title')} heads={heads}>
          {items.map((shortage) => (
            <Row key={`${shortage.sku} ${shortage.locationId}`} shortage={shortage} look={look} />
          ))}
        </Table>
      )}
      {hasMore ? (
        <button type="button" onClick={more}>
          {t('shortages.more')}
        </button>
      ) : null}
    </>
  );
}

/** Where units that are promised to orders are not there, as it is now. */
export function Shortages({ look }: Looking) {
  const { t } = useLanguage();
  const [pages, setPages] = useState(1);
  const beat = useQuietBeat();
  const { value, error, isLoading, reload } = useResource(`shortages ${pages}`, () => readPages(pages));
  const found = useLast(value);
  useEffect(reload, [beat, reload]);
  // An old list that says that nothing is missing is no news while nobody can be asked.
  const isTold = found && !(error && found.items.length === 0);
  return (
    <Panel id="shortages" title={t('shortages.title')}>
      <p class="soft small">{t('shortages.about')}</p>
      {error ? <Problem error={error} /> : null}
      {isLoading && !found ? <p class="soft">{t('state.loading')}</p> : null}
      <div aria-live="polite">
        {isTold ? <List found={found} look={look} more={() => setPages(pages + 1)} /> : null}
      </div>
    </Panel>
  );
}
