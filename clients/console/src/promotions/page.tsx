import { useState } from 'preact/hooks';
import { useLast, useResource } from '../../../ui/resource.ts';
import { client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { firstPages } from '../pages.ts';
import { Panel } from '../panel.tsx';
import { Problem } from '../problem.tsx';
import { Calendar } from './calendar.tsx';
import type { Shop } from './draft.ts';
import { Editor } from './editor.tsx';
import { PromotionList } from './list.tsx';
import { nameOf, type Promotion } from './listed.ts';

const NEW = 'new';

const readPages = (pages: number) =>
  firstPages(pages, async (query) => {
    const { items, ...rest } = await client.listPromotions({ query });
    return { ...rest, items: items as Promotion[] };
  });

/** The promotion that the address names. */
const named = () => new URLSearchParams(location.search).get('promotion') ?? undefined;

interface Listing {
  chosen: string | undefined;
  choose(promotionId: string | undefined): void;
  shop: Shop | undefined;
  items: readonly Promotion[];
  more: (() => void) | undefined;
  error: unknown;
  isLoading: boolean;
}

function Listing({ error, isLoading, items, ...rest }: Listing) {
  const { t } = useLanguage();
  const write = (
    <button type="button" class="primary" data-new onClick={() => rest.choose(NEW)}>
      {t('editor.new')}
    </button>
  );
  return (
    <Panel id="promotions" title={t('promotions.title')} extra={write}>
      {error ? <Problem error={error} /> : null}
      {isLoading ? <p role="status">{t('promotions.loading')}</p> : <PromotionList promotions={items} {...rest} />}
    </Panel>
  );
}

/** The promotion that the address names, and the way to name another. */
function useChosen() {
  const [chosen, setChosen] = useState(named);
  const choose = (promotionId: string | undefined) => {
    const query = promotionId ? `?promotion=${encodeURIComponent(promotionId)}` : '';
    history.replaceState(null, '', `${location.pathname}${query}`);
    setChosen(promotionId);
  };
  return { chosen, choose };
}

const nothing = { items: [], hasMore: false };

/** All promotions, and one of them to be written, tried, made live and ended. */
export function Promotions() {
  const { t, language } = useLanguage();
  const [pages, setPages] = useState(1);
  const [said, say] = useState('');
  const { chosen, choose } = useChosen();
  const shop = useResource('shop', () => client.getShop());
  const list = useResource(`promotions ${pages}`, () => readPages(pages));
  // Further pages are added to what is shown, which stays while they come.
  const { items, hasMore } = useLast(list.value) ?? nothing;
  const promotion = items.find(({ promotionId }) => promotionId === chosen);
  const saved = (promotionId: string) => {
    say(t('editor.saved'));
    choose(promotionId);
    list.reload();
  };
  return (
    <div class="promotions-page">
      <p role="status" class="unseen">
        {said}
      </p>
      <Listing
        items={items}
        chosen={chosen}
        choose={choose}
        shop={shop.value}
        isLoading={list.isLoading && items.length === 0}
        error={list.error}
        more={hasMore ? () => setPages(pages + 1) : undefined}
      />
      {shop.value && (promotion || chosen === NEW) ? (
        <Editor
          key={`${chosen} ${promotion?.version}`}
          promotion={promotion}
          shop={shop.value}
          names={new Map(items.map((item) => [item.promotionId, nameOf(item, language)]))}
          saved={saved}
          changed={list.reload}
          close={() => choose(undefined)}
        />
      ) : null}
      {shop.value ? <Calendar promotions={items} timeZone={shop.value.timeZone} choose={choose} /> : null}
    </div>
  );
}
