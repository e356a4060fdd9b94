import { useState } from 'preact/hooks';
import { count } from '../../../ui/format.ts';
import { asStaff, client, type Reply } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Panel, Table } from '../panel.tsx';
import { Problem } from '../problem.tsx';
import { Shortages } from './shortages.tsx';

type Found = Reply<'getStock'>;

function Locations({ found }: { found: Found }) {
  const { t, language } = useLanguage();
  if (found.locations.length === 0) return <p class="soft">{t('stock.none', { sku: found.sku })}</p>;
  return (
    <Table
      figures
      label={t('stock.of', { sku: found.sku })}
      heads={[t('stock.location'), t('stock.on-hand'), t('stock.reserved'), t('stock.available')]}
    >
      {found.locations.map(({ locationId, onHand, reserved, available }) => (
        <tr key={locationId}>
          <th scope="row">{locationId}</th>
          {[onHand, reserved, available].map((units, index) => (
            <td key={index === 0 ? 'on-hand' : index === 1 ? 'reserved' : 'available'} class="number">
              {count(units, language)}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

/** Looks up the stock of one SKU at every location; beside it where promised units are not there. */
export function Stock() {
  const { t } = useLanguage();
  const [sku, setSku] = useState('');
  const [found, setFound] = useState<Found>();
  const [error, setError] = useState<unknown>();
  const look = (wanted: string) => {
    setSku(wanted);
    setError(undefined);
    asStaff(() => client.getStock({ params: { sku: wanted.trim() } })).then(setFound, setError);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    look(sku);
  };
  return (
    <>
      <Panel id="stock" title={t('stock.title')}>
        <form class="search" onSubmit={submit}>
          <label class="unseen" for="sku">
            {t('stock.sku')}
          </label>
          <input
            id="sku"
            required
            placeholder={t('stock.sku')}
            value={sku}
            onInput={(event) => setSku(event.currentTarget.value)}
          />
          <button type="submit">{t('stock.look')}</button>
        </form>
        <div aria-live="polite">{found ? <Locations found={found} /> : null}</div>
        {error ? <Problem error={error} /> : null}
      </Panel>
      <Shortages look={look} />
    </>
  );
}
