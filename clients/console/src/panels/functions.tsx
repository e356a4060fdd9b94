import { useState } from 'preact/hooks';
import { count } from '../../../ui/format.ts';
import { useLanguage } from '../language.ts';
import { Panel, shortName, Table } from '../panel.tsx';
import type { FunctionView, PlatformState } from '../state.ts';

const byUse = (a: FunctionView, b: FunctionView): number =>
  b.errors - a.errors || b.invocations - a.invocations || (a.name < b.name ? -1 : 1);

function Row({ one }: { one: FunctionView }) {
  const { language } = useLanguage();
  return (
    <tr>
      <th scope="row">
        {shortName(one.name)}
        <div class="soft small">{one.trigger}</div>
      </th>
      <td class="number">{count(one.invocations, language)}</td>
      <td class="number">{one.errors > 0 ? <span class="badge bad">{one.errors}</span> : 0}</td>
      <td class="number">{one.throttles}</td>
      <td class="number">{count(one.averageMs, language)}</td>
      <td class="number">{one.workers}</td>
    </tr>
  );
}

/** What each function did since the start: trouble first, then by use. */
export function Functions({ state }: { state: PlatformState }) {
  const { t } = useLanguage();
  const [showsAll, setShowsAll] = useState(false);
  const used = state.functions.filter(({ invocations }) => invocations > 0);
  const shown = [...(showsAll ? state.functions : used)].sort(byUse);
  const heads = ['name', 'invocations', 'errors', 'throttles', 'average', 'workers'] as const;
  const toggle = (
    <button type="button" aria-pressed={showsAll} onClick={() => setShowsAll(!showsAll)}>
      {t('functions.all', { count: state.functions.length })}
    </button>
  );
  return (
    <Panel id="functions" title={t('functions.title')} extra={toggle}>
      <Table figures label={t('functions.title')} heads={heads.map((head) => t(`functions.${head}`))}>
        {shown.map((one) => (
          <Row key={one.name} one={one} />
        ))}
      </Table>
    </Panel>
  );
}
