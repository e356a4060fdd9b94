import { keyIn } from '../../../ui/language.ts';
import { useResource } from '../../../ui/resource.ts';
import { useStore } from '../../../ui/use-store.ts';
import { client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { useProducts } from '../products.ts';
import { personalised } from '../taste.ts';
import { Tile } from './tile.tsx';

/** What a list of suggestions is for. */
interface Spot {
  placement: 'home' | 'product' | 'cart';
  skus?: readonly string[];
}

function PersonalisedSwitch() {
  const { t } = useLanguage();
  const isOn = useStore(personalised);
  return (
    <label class="row small">
      <input type="checkbox" checked={isOn} onChange={(event) => personalised.set(event.currentTarget.checked)} />
      {t('suggestions.personalised')}
    </label>
  );
}

/** Products to look at next, each with its reason; nothing at all when there are none. */
export function Suggestions({ placement, skus = [] }: Spot) {
  const { t, texts } = useLanguage();
  const isPersonalised = useStore(personalised);
  const sku = skus.slice(0, 20).join(',');
  const { value } = useResource(`${placement} ${sku} ${isPersonalised}`, () =>
    client.recommend({
      query: { placement, limit: 4, personalised: isPersonalised ? 'true' : 'false', ...(sku ? { sku } : {}) },
    }),
  );
  const items = value?.items ?? [];
  const products = useProducts(items.map((item) => item.sku));
  const shown = items.flatMap((item) => {
    const product = products.get(item.sku);
    const why = keyIn(texts, 'reason.', item.reason.code);
    return product ? [{ product, why: why && t(why) }] : [];
  });
  // Nothing may be called bought together that nobody bought together.
  const isRelated = items.some(({ reason }) => reason.code !== 'popular');
  const title = t(isRelated ? `suggestions.${placement}` : 'suggestions.home');
  return (
    <section class="stack" aria-label={title} data-personalised={isPersonalised}>
      <div class="row spread">
        <h2>{title}</h2>
        <PersonalisedSwitch />
      </div>
      {shown.length === 0 ? <p class="soft">{t('suggestions.none')}</p> : null}
      <ul class="tiles">
        {shown.map(({ product, why }) => (
          <Tile key={product.sku} product={product} why={why} />
        ))}
      </ul>
    </section>
  );
}
