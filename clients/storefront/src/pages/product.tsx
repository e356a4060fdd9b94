import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useResource } from '../../../ui/resource.ts';
import { client, type Product } from '../api.ts';
import { withMore } from '../cart.ts';
import { cart } from '../cart-store.ts';
import { useLanguage } from '../language.ts';
import { Loading, ProblemNote } from '../parts/notes.tsx';
import { Price, Stock } from '../parts/price.tsx';
import { Quantity } from '../parts/quantity.tsx';
import { Reviews } from '../parts/reviews.tsx';
import { Suggestions } from '../parts/suggestions.tsx';
import { Picture, useCategoryName } from '../parts/tile.tsx';
import { Link } from '../router.tsx';
import { tell } from '../taste.ts';
import { useTitle } from '../title.ts';

function AddToCart({ product: { sku, status, available } }: { product: Product }) {
  const { t } = useLanguage();
  const [quantity, setQuantity] = useState(1);
  const [added, setAdded] = useState(0);
  const add = () => {
    cart.set(withMore(cart.get(), sku, quantity));
    setAdded(added + quantity);
    tell('add-to-cart', sku);
  };
  return (
    <div class="stack">
      <div class="row">
        <Quantity value={quantity} least={1} label={t('cart.quantity')} change={setQuantity} />
        <button class="primary" type="button" onClick={add} disabled={status === 'retired' || available <= 0}>
          {t('product.add')}
        </button>
      </div>
      <p role="status" class={added > 0 ? 'note' : undefined}>
        {added > 0 ? (
          <>
            {t('product.added', { count: added })} <Link to="/cart">{t('cart.open')}</Link>
          </>
        ) : null}
      </p>
    </div>
  );
}

function Facts({ product }: { product: Product }) {
  const { t } = useLanguage();
  const nameOf = useCategoryName();
  const facts = Object.entries(product.attributes)
    // The emoji is the picture already.
    .filter(([name]) => name !== 'emoji')
    .map(([name, value]) => [name, String(value)]);
  return (
    <dl class="facts">
      <dt>{t('product.category')}</dt>
      <dd>{nameOf(product.category)}</dd>
      {product.brand ? (
        <>
          <dt>{t('product.brand')}</dt>
          <dd>{product.brand}</dd>
        </>
      ) : null}
      <dt>{t('product.sku')}</dt>
      <dd>{product.sku}</dd>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** `/products/{sku}`: one product with its reviews and what is bought with it. */
export function ProductPage({ sku }: { sku: string }) {
  const { language } = useLanguage();
  const { value, error, isLoading, reload } = useResource(`${sku} ${language}`, () =>
    client.getProduct({ params: { sku } }),
  );
  useEffect(() => tell('view', sku), [sku]);
  useTitle(value?.name);
  if (isLoading) return <Loading />;
  if (error || !value) return <ProblemNote error={error} retry={reload} />;
  return (
    <div class="stack wide-gap">
      <article class="product">
        <Picture product={value} />
        <div class="stack">
          <h1>{value.name}</h1>
          <div class="row">
            <Price product={value} />
            <Stock product={value} />
          </div>
          <AddToCart product={value} />
          <Facts product={value} />
        </div>
      </article>
      <Suggestions placement="product" skus={[sku]} />
      <Reviews sku={sku} />
    </div>
  );
}
