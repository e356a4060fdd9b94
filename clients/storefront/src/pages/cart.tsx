import { useLast, useResource } from '../../../ui/resource.ts';
import { useStore } from '../../../ui/use-store.ts';
import { client, type Product, type Quote } from '../api.ts';
import { type Cart, withQuantity } from '../cart.ts';
import { cart } from '../cart-store.ts';
import { useLanguage } from '../language.ts';
import { Coupons } from '../parts/coupon.tsx';
import { ProblemNote } from '../parts/notes.tsx';
import { Amount, Stock } from '../parts/price.tsx';
import { Quantity } from '../parts/quantity.tsx';
import { Suggestions } from '../parts/suggestions.tsx';
import { Hints, Rejections, Summary } from '../parts/summary.tsx';
import { Picture } from '../parts/tile.tsx';
import { useProducts } from '../products.ts';
import { go, Link, productPath } from '../router.tsx';
import { useTitle } from '../title.ts';

type PricedLine = Quote['lines'][number];

interface LineProps {
  line: Cart['lines'][number];
  product?: Product;
  priced?: PricedLine;
  currency?: string;
}

function LinePrice({ priced, currency }: { priced: PricedLine; currency: string }) {
  return (
    <p class="line-price">
      {priced.net < priced.gross ? (
        <s class="soft small">
          <Amount amount={priced.gross} currency={currency} />
        </s>
      ) : null}{' '}
      <strong>
        <Amount amount={priced.net} currency={currency} />
      </strong>
      {priced.discounts.map(({ promotionId, label }) => (
        <small key={promotionId} class="discount">
          {label}
        </small>
      ))}
    </p>
  );
}

function Line({ line: { sku, quantity }, product, priced, currency }: LineProps) {
  const { t } = useLanguage();
  const name = product?.name ?? sku;
  const set = (value: number) => cart.set(withQuantity(cart.get(), sku, value));
  return (
    <li class="cart-line card" data-sku={sku}>
      <Picture product={product ?? { name, category: '' }} />
      <div class="stack">
        <h2>
          <Link to={productPath(sku)}>{name}</Link>
        </h2>
        {product && product.available < quantity ? (
          <p>
            <Stock product={product} wanted={quantity} />
          </p>
        ) : null}
        <div class="row spread">
          <Quantity value={quantity} least={1} label={t('cart.quantity-of', { name })} change={set} />
          {priced && currency ? <LinePrice priced={priced} currency={currency} /> : null}
          <button class="plain" type="button" onClick={() => set(0)} aria-label={t('cart.remove-named', { name })}>
            {t('cart.remove')}
          </button>
        </div>
      </div>
    </li>
  );
}

function QuoteBox({ quote, isCurrent }: { quote: Quote; isCurrent: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      <Hints quote={quote} />
      <div aria-live="polite" aria-busy={!isCurrent}>
        <Summary of={quote} />
      </div>
      <button class="primary" type="button" onClick={() => go('/checkout')}>
        {t('cart.checkout')}
      </button>
    </>
  );
}

/** `/cart`: what the visitor wants, with the price of all of it as the shop says now. */
export function CartPage() {
  const { t, language } = useLanguage();
  useTitle(t('cart.title'));
  const { lines, couponCodes } = useStore(cart);
  const products = useProducts(lines.map(({ sku }) => sku));
  const key = JSON.stringify([lines, couponCodes, language]);
  const { value, error, isLoading, reload } = useResource<Quote | undefined>(key, async () =>
    lines.length === 0 ? undefined : client.quoteCart({ body: { channel: 'web', lines, couponCodes } }),
  );
  const quote = useLast(value);
  if (lines.length === 0)
    return (
      <div class="stack">
        <h1>{t('cart.title')}</h1>
        <p>{t('cart.empty')}</p>
        <p>
          <Link to="/">{t('cart.browse')}</Link>
        </p>
      </div>
    );
  return (
    <div class="stack wide-gap">
      <h1>{t('cart.title')}</h1>
      <div class="split">
        <ul class="stack">
          {lines.map((line) => (
            <Line
              key={line.sku}
              line={line}
              product={products.get(line.sku)}
              priced={quote?.lines.find(({ sku }) => sku === line.sku)}
              currency={quote?.currency}
            />
          ))}
        </ul>
        <aside class="card stack" aria-label={t('quote.title')}>
          {error ? <ProblemNote error={error} retry={reload} /> : null}
          <Coupons />
          {quote && couponCodes.length > 0 ? <Rejections quote={quote} /> : null}
          {quote ? <QuoteBox quote={quote} isCurrent={!isLoading} /> : <p class="soft">{t('quote.pricing')}</p>}
        </aside>
      </div>
      <Suggestions placement="cart" skus={lines.map(({ sku }) => sku)} />
    </div>
  );
}
