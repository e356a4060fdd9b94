import { count } from '../../../ui/format.ts';
import { useLanguage } from '../language.ts';
import { Panel, shortName, Table } from '../panel.tsx';
import type { PlatformState } from '../state.ts';

/** What the tables were asked since the start, and all calls by service. */
export function Tables({ state: { tables, calls } }: { state: PlatformState }) {
  const { t, language } = useLanguage();
  return (
    <Panel id="tables" title={t('tables.title')}>
      <p class="soft small">
        {t('tables.calls', {
          dynamodb: count(calls.dynamodb, language),
          events: count(calls.events, language),
          sqs: count(calls.sqs, language),
        })}
      </p>
      <Table figures label={t('tables.title')} heads={[t('tables.name'), t('tables.reads'), t('tables.writes')]}>
        {tables.map(({ name, reads, writes }) => (
          <tr key={name}>
            <th scope="row">{shortName(name)}</th>
            <td class="number">{count(reads, language)}</td>
            <td class="number">{count(writes, language)}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
