import { keyIn } from '../../../ui/language.ts';
import { useResource } from '../../../ui/resource.ts';
import { useStore } from '../../../ui/use-store.ts';
import { client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { useProducts } from '../products.ts';
import { session } from '../session.ts';
import { personalised } from '../taste.ts';
import { Tile } from './tile.tsx';

/** What a list of suggestions is for. */
interface Spot {
  placement: 'home' | 'product' | 'cart' | 'reorder';
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

/** What the customer may want again; seen only by who is signed in and has switched personal suggestions on. */
export function Reorder() {
  const isPersonalised = useStore(personalised);
  const isSignedIn = useStore(session) !== undefined;
  return isPersonalised && isSignedIn ? <Suggestions placement="reorder" /> : null;
}

/** Products to look at next, each with its reason, and the switch for personal ones. */
export function Suggestions({ placement, skus = [] }: Spot) {
  const { t, texts } = useLanguage();
  const isPersonalised = useStore(personalised);
  const customerId = useStore(session)?.customerId;
  const sku = skus.slice(0, 20).join(',');
  const { value } = useResource(JSON.stringify([placement, sku, isPersonalised, customerId]), () =>
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
  // Who has bought nothing has nothing to buy again.
  if (placement === 'reorder' && !isRelated) return null;
  return (
    <section class="stack" aria-label={title} data-personalised={isPersonalised}>
      <div class="row spread">
        <h2>{title}</h2>
        {placement === 'reorder' ? null : <PersonalisedSwitch />}
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
