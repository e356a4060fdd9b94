import { useEffect } from 'preact/hooks';
import { money } from '../../../ui/format.ts';
import { keyIn } from '../../../ui/language.ts';
import type { Quote } from '../api.ts';
import { useLanguage } from '../language.ts';
import { tellShown } from '../taste.ts';
import { Amount } from './price.tsx';

/** What an order and a quote have in common to be summed up. */
type Totals = Pick<Quote, 'currency' | 'subtotal' | 'shipping' | 'tax' | 'taxIncluded' | 'total' | 'promotions'>;

/** Subtotal, every discount by its name, shipping, tax and total. */
export function Summary({ of }: { of: Totals }) {
  const { t } = useLanguage();
  const { currency, subtotal, shipping, tax, taxIncluded, total, promotions } = of;
  return (
    <dl class="summary">
      <dt>{t('quote.subtotal')}</dt>
      <dd>
        <Amount amount={subtotal} currency={currency} />
      </dd>
      {promotions.applied.flatMap(({ promotionId, label, amount }) => [
        <dt key={promotionId} class="discount">
          {label}
        </dt>,
        <dd key={`${promotionId} amount`} class="discount">
          <Amount amount={-amount} currency={currency} />
        </dd>,
      ])}
      <dt>{t('quote.shipping')}</dt>
      <dd>{shipping === 0 ? t('quote.free') : <Amount amount={shipping} currency={currency} />}</dd>
      {tax > 0 ? (
        <>
          <dt>{t('quote.tax')}</dt>
          <dd>
            <Amount amount={tax} currency={currency} />
          </dd>
        </>
      ) : null}
      <dt class="total">{t('quote.total')}</dt>
      <dd class="total" data-total={total}>
        <Amount amount={total} currency={currency} />
      </dd>
      {taxIncluded ? (
        <>
          <dt class="small">{t('quote.tax-included')}</dt>
          <dd class="small">
            <Amount amount={taxIncluded} currency={currency} />
          </dd>
        </>
      ) : null}
    </dl>
  );
}

/** How much more would bring the next discount; what is shown of promotions is told. */
export function Hints({ quote: { promotions, currency } }: { quote: Quote }) {
  const { t, language } = useLanguage();
  const { applied, hints } = promotions;
  const ids = [...applied, ...hints].map(({ promotionId }) => promotionId);
  useEffect(() => tellShown(ids), [ids.join()]);
  return (
    <ul class="stack">
      {hints.map(({ promotionId, label, missing, unit }) => (
        <li key={promotionId} class="note warn small">
          {unit === 'items'
            ? t('quote.hint-items', { missing, label })
            : t('quote.hint', { missing: money(missing, currency, language), label })}
        </li>
      ))}
    </ul>
  );
}

/** Why coupons that were entered give nothing. */
export function Rejections({ quote: { promotions } }: { quote: Quote }) {
  const { t, texts } = useLanguage();
  const hinted = new Set(promotions.hints.map(({ promotionId }) => promotionId));
  const shown = promotions.rejected.filter(({ promotionId }) => !hinted.has(promotionId));
  return (
    <ul class="stack" role="alert">
      {shown.map(({ promotionId, code, by }) => (
        <li key={promotionId} class="note bad small" data-code={code}>
          {t(by === 0 ? 'rejected.tie' : (keyIn(texts, 'rejected.', code) ?? 'rejected.other'))}
        </li>
      ))}
    </ul>
  );
}
