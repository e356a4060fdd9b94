import { redrive } from '../api.ts';
import { ActButton } from '../button.tsx';
import { useLanguage } from '../language.ts';
import { Panel, shortName, Table } from '../panel.tsx';
import { type PlatformState, pairsOf, type QueuePair } from '../state.ts';

function Redrive({ pair: { name, deadName, dead, canRedrive } }: { pair: QueuePair }) {
  const { t } = useLanguage();
  if (deadName === undefined || dead === 0 || !canRedrive) return null;
  return (
    <ActButton
      label={t('queues.redrive')}
      meaning={t('queues.redrive-named', { name })}
      question={t('queues.redrive-sure', { name, count: dead })}
      act={() => redrive(deadName)}
    />
  );
}

/** The queues, what waits in them and what has died. */
export function Queues({ state }: { state: PlatformState }) {
  const { t } = useLanguage();
  const heads = [t('queues.name'), t('queues.visible'), t('queues.in-flight'), t('queues.dead'), ''];
  return (
    <Panel id="queues" title={t('queues.title')}>
      <Table figures label={t('queues.title')} heads={heads}>
        {pairsOf(state.queues).map((pair) => (
          <tr key={pair.name}>
            <th scope="row">{shortName(pair.name)}</th>
            <td class="number">{pair.isQueue ? pair.visible : '–'}</td>
            <td class="number">{pair.isQueue ? pair.inFlight : '–'}</td>
            <td class="number">{pair.dead > 0 ? <span class="badge bad">{pair.dead}</span> : 0}</td>
            <td>
              <Redrive pair={pair} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
