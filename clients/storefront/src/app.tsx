import { useEffect, useRef } from 'preact/hooks';
import { useStore } from '../../ui/use-store.ts';
import { pieces } from './cart.ts';
import { cart } from './cart-store.ts';
import { language, useLanguage } from './language.ts';
import { Browse } from './pages/browse.tsx';
import { CartPage } from './pages/cart.tsx';
import { CheckoutPage } from './pages/checkout.tsx';
import { OrderPage } from './pages/order.tsx';
import { OrdersPage } from './pages/orders.tsx';
import { ProductPage } from './pages/product.tsx';
import { Link, usePlace } from './router.tsx';
import { useTitle } from './title.ts';

function Header() {
  const { t, language: current } = useLanguage();
  const { path } = usePlace();
  const count = pieces(useStore(cart));
  const other = current === 'zh' ? 'en' : 'zh';
  return (
    <header class="top">
      <div class="inner row spread">
        <Link to="/" class="brand">
          Oneshelf
        </Link>
        <nav aria-label={t('nav.main')} class="row">
          <Link to="/orders" current={path.startsWith('/orders')}>
            {t('nav.orders')}
          </Link>
          <Link to="/cart" current={path === '/cart'}>
            {t('nav.cart')} <span class="badge number">{count}</span>
          </Link>
          <button class="plain" type="button" lang={other} onClick={() => language.set(other)}>
            {t('nav.other-language')}
          </button>
        </nav>
      </div>
    </header>
  );
}

function NotFound() {
  const { t } = useLanguage();
  useTitle(t('state.no-page'));
  return (
    <div class="stack">
      <h1>{t('state.no-page')}</h1>
      <Link to="/">{t('cart.browse')}</Link>
    </div>
  );
}

function Page() {
  const { parts } = usePlace();
  const [first, second] = parts;
  if (first === undefined) return <Browse />;
  if (first === 'products' && second !== undefined) return <ProductPage key={second} sku={second} />;
  if (first === 'orders' && second !== undefined) return <OrderPage key={second} orderId={second} />;
  if (first === 'orders') return <OrdersPage />;
  if (first === 'cart') return <CartPage />;
  if (first === 'checkout') return <CheckoutPage />;
  return <NotFound />;
}

/** The shop. */
export function App() {
  const { t } = useLanguage();
  const { path } = usePlace();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    scrollTo(0, 0);
    // Who cannot see the page change must be taken to where it did.
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <>
      <a class="skip" href="#main">
        {t('nav.skip')}
      </a>
      <Header />
      <main id="main" class="inner" ref={main} tabIndex={-1}>
        <Page />
      </main>
      <footer class="inner soft small">
        <p>{t('page.footer')}</p>
      </footer>
    </>
  );
}
