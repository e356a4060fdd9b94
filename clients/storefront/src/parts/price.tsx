import { money } from '../../../ui/format.ts';
import type { Product } from '../api.ts';
import { useLanguage } from '../language.ts';

/** An amount of minor units. */
export function Amount({ amount, currency }: { amount: number; currency: string }) {
  const { language } = useLanguage();
  return <span class="number">{money(amount, currency, language)}</span>;
}

/** A product's price, and the list price beside it where that is higher. */
export function Price({ product: { price, listPrice } }: { product: Product }) {
  const { t } = useLanguage();
  return (
    <span class="price">
      <strong>
        <Amount {...price} />
      </strong>
      {listPrice && listPrice.amount > price.amount ? (
        <s class="soft small">
          <span class="unseen">{t('product.list-price')} </span>
          <Amount {...listPrice} />
        </s>
      ) : null}
    </span>
  );
}

const FEW = 5;

/** Whether as many of a product can be had as are wanted. */
export function Stock({ product: { available, status }, wanted = 1 }: { product: Product; wanted?: number }) {
  const { t } = useLanguage();
  if (status === 'retired' || available <= 0) return <span class="badge bad">{t('product.sold-out')}</span>;
  if (available <= FEW || available < wanted)
    return <span class="badge warn">{t('product.few', { count: available })}</span>;
  return <span class="badge">{t('product.in-stock')}</span>;
}
