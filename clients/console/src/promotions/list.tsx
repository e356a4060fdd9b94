import { useState } from 'preact/hooks';
import { money } from '../../../ui/format.ts';
import { keyIn } from '../../../ui/language.ts';
import { useResource } from '../../../ui/resource.ts';
import { asStaff, client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Table } from '../panel.tsx';
import type { Shop } from './draft.ts';
import { KINDS } from './fields.ts';
import { isWanted, nameOf, PHASES, type Phase, type Promotion, phaseOf, type Wanted } from './listed.ts';
import { localOf } from './zone.ts';

const TONES: Record<Phase, string> = { draft: 'warn', planned: '', running: '', ended: 'warn', stopped: 'bad' };

/** Where a promotion stands; a draft beside a live version says so. */
export function PhaseBadge({ promotion }: { promotion: Promotion }) {
  const { t } = useLanguage();
  const phase = phaseOf(promotion, Date.now());
  const { liveVersion } = promotion;
  return (
    <>
      <span class={`badge ${TONES[phase]}`} data-phase={phase}>
        {t(`phase.${phase}`)}
      </span>
      {phase === 'draft' && liveVersion !== undefined ? (
        <span class="badge">{t('phase.live-beside', { version: liveVersion })}</span>
      ) : null}
    </>
  );
}

/** How much of a budget is held or spent. */
function BudgetUsed({ promotionId, budget, currency }: { promotionId: string; budget: number; currency: string }) {
  const { language } = useLanguage();
  const { value } = useResource(`budget ${promotionId}`, () =>
    asStaff(() => client.getBudget({ params: { promotionId } })),
  );
  const used = value ? value.held + value.spent : 0;
  const text = `${money(used, currency, language)} / ${money(budget, currency, language)}`;
  return (
    <span class="used small">
      <meter min={0} max={budget} value={used} aria-label={text} />
      {value ? text : '…'}
    </span>
  );
}

/** Day and time of the shop's clock. */
const timeIn = (instant: string, { timeZone }: Shop) => localOf(instant, timeZone).replace('T', ' ');

function Row(props: { promotion: Promotion; shop: Shop | undefined; isChosen: boolean; choose(id: string): void }) {
  const { t, language, texts } = useLanguage();
  const { promotion, shop, isChosen, choose } = props;
  const { promotionId, kind, validFrom, validTo, version, limits, liveVersion } = promotion;
  const key = keyIn(texts, 'kind.', kind);
  const hasAccount = liveVersion !== undefined && limits?.budget !== undefined;
  return (
    <tr data-promotion={promotionId} class={isChosen ? 'chosen' : undefined}>
      <th scope="row">
        <button class="plain name" type="button" aria-pressed={isChosen} onClick={() => choose(promotionId)}>
          {nameOf(promotion, language)}
        </button>
      </th>
      <td>
        <PhaseBadge promotion={promotion} />
      </td>
      <td>{key ? t(key) : kind}</td>
      <td class="small period">{shop ? `${timeIn(validFrom, shop)} – ${timeIn(validTo, shop)}` : null}</td>
      <td class="number">{version}</td>
      <td>
        {hasAccount && shop ? (
          <BudgetUsed promotionId={promotionId} currency={shop.currency} budget={limits.budget ?? 0} />
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

const anything: Wanted = { text: '', phase: '', kind: '' };

function Filter({ wanted, want }: { wanted: Wanted; want(wanted: Wanted): void }) {
  const { t, texts } = useLanguage();
  const kindName = (kind: string) => {
    const key = keyIn(texts, 'kind.', kind);
    return key ? t(key) : kind;
  };
  return (
    <search class="filters">
      <input
        type="search"
        name="search"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        value={wanted.text}
        onInput={(event) => want({ ...wanted, text: event.currentTarget.value })}
      />
      <select
        name="phase"
        aria-label={t('list.phase')}
        value={wanted.phase}
        onChange={(event) => want({ ...wanted, phase: event.currentTarget.value })}
      >
        <option value="">{t('list.every-phase')}</option>
        {PHASES.map((phase) => (
          <option key={phase} value={phase}>
            {t(`phase.${phase}`)}
          </option>
        ))}
      </select>
      <select
        name="kind"
        aria-label={t('list.kind')}
        value={wanted.kind}
        onChange={(event) => want({ ...wanted, kind: event.currentTarget.value })}
      >
        <option value="">{t('list.every-kind')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kindName(kind)}
          </option>
        ))}
      </select>
    </search>
  );
}

interface Props {
  promotions: readonly Promotion[];
  shop: Shop | undefined;
  chosen: string | undefined;
  choose(promotionId: string): void;
  /** Fetches older ones, where there are more. */
  more: (() => void) | undefined;
}

/** Promotions, the newest first, narrowed to what is looked for. */
export function PromotionList({ promotions, shop, chosen, choose, more }: Props) {
  const { t } = useLanguage();
  const [wanted, want] = useState(anything);
  const shown = promotions.filter((promotion) => isWanted(promotion, wanted, Date.now()));
  const heads = (['name', 'phase', 'kind', 'window', 'version', 'budget'] as const).map((head) => t(`list.${head}`));
  return (
    <>
      <Filter wanted={wanted} want={want} />
      <p class="soft small" role="status">
        {t('list.count', { shown: shown.length, all: promotions.length })}
      </p>
      {shown.length === 0 ? <p class="soft">{t('list.none')}</p> : null}
      {shown.length > 0 ? (
        <Table label={t('promotions.title')} heads={heads}>
          {shown.map((promotion) => (
            <Row
              key={promotion.promotionId}
              promotion={promotion}
              shop={shop}
              isChosen={promotion.promotionId === chosen}
              choose={choose}
            />
          ))}
        </Table>
      ) : null}
      {more ? (
        <button type="button" onClick={more}>
          {t('list.more')}
        </button>
      ) : null}
    </>
  );
}
