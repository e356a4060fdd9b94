import { useState } from 'preact/hooks';
import { useStore } from '../../../ui/use-store.ts';
import { withCoupon, withoutCoupon } from '../cart.ts';
import { cart } from '../cart-store.ts';
import { useLanguage } from '../language.ts';

/** Takes coupon codes into the cart and out of it. */
export function Coupons() {
  const { t } = useLanguage();
  const { couponCodes } = useStore(cart);
  const [typed, setTyped] = useState('');
  const add = (event: Event) => {
    event.preventDefault();
    cart.set(withCoupon(cart.get(), typed));
    setTyped('');
  };
  return (
    <form class="stack" onSubmit={add}>
      <label for="coupon">{t('coupon.label')}</label>
      <div class="search">
        <input
          id="coupon"
          autocomplete="off"
          autocapitalize="characters"
          maxLength={64}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" disabled={typed.trim() === ''}>
          {t('coupon.use')}
        </button>
      </div>
      <ul class="row">
        {couponCodes.map((code) => (
          <li key={code} class="chip">
            {code}
            <button
              class="plain"
              type="button"
              aria-label={t('coupon.remove', { code })}
              onClick={() => cart.set(withoutCoupon(cart.get(), code))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
