import { shortTime } from '../../../ui/format.ts';
import { fire } from '../api.ts';
import { ActButton } from '../button.tsx';
import { useLanguage } from '../language.ts';
import { Panel, shortName, Table } from '../panel.tsx';
import type { PlatformState } from '../state.ts';

/** The schedules, when they ran and will run, and a way to run them now. */
export function Schedules({ state }: { state: PlatformState }) {
  const { t, language } = useLanguage();
  const at = (instant: string | undefined) => (instant ? shortTime(instant, language) : '–');
  return (
    <Panel id="schedules" title={t('schedules.title')}>
      <Table label={t('schedules.title')} heads={[t('schedules.name'), '']}>
        {state.schedules.map(({ name, expression, lastAt, nextAt }) => (
          <tr key={name} data-schedule={name}>
            <th scope="row">
              {shortName(name)}
              <div class="soft small">{expression}</div>
              <div class="soft small">{t('schedules.times', { last: at(lastAt), next: at(nextAt) })}</div>
            </th>
            <td>
              <ActButton
                label={t('schedules.fire')}
                meaning={t('schedules.fire-named', { name: shortName(name) })}
                act={() => fire(name)}
              />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
