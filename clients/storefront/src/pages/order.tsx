import { dayAndTime } from '../../../ui/format.ts';
import { usePolling, useResource } from '../../../ui/resource.ts';
import { asCustomer, client, type Order, type Product } from '../api.ts';
import { useLanguage } from '../language.ts';
import { once } from '../once.ts';
import { useAct } from '../parts/act.ts';
import { Loading, ProblemNote, StatusBadge } from '../parts/notes.tsx';
import { PaymentBox } from '../parts/payment-box.tsx';
import { Pickup } from '../parts/pickup.tsx';
import { Amount } from '../parts/price.tsx';
import { Returns } from '../parts/returns.tsx';
import { ReviewForm } from '../parts/review-form.tsx';
import { Parcels, Story } from '../parts/story.tsx';
import { Summary } from '../parts/summary.tsx';
import { useProducts } from '../products.ts';
import { Link, productPath } from '../router.tsx';
import { useTitle } from '../title.ts';

const OVER = new Set(['COMPLETED', 'EXPIRED', 'CANCELLED']);
const ARRIVED = new Set(['DELIVERED', 'COMPLETED']);
const CANCELLABLE = new Set(['RESERVED', 'PAID']);

const everythingOf = (orderId: string) =>
  asCustomer(async () => {
    const params = { orderId };
    const [order, { steps }, { items }] = await Promise.all([
      client.getOrder({ params }),
      client.getOrderStory({ params }),
      client.listDeliveries({ params }),
    ]);
    return { order, steps, deliveries: items };
  });

function Cancel({ orderId, after }: { orderId: string; after(): void }) {
  const { t } = useLanguage();
  const { isRunning, problem, run } = useAct(
    () =>
      once(`cancel ${orderId}`, {}, (body, idempotencyKey) =>
        asCustomer(() => client.cancelOrder({ params: { orderId }, body, idempotencyKey })),
      ),
    after,
  );
  const ask = () => {
    if (confirm(t('order.cancel-sure'))) run(undefined);
  };
  return (
    <div class="stack">
      {problem ? <ProblemNote error={problem} /> : null}
      <button type="button" disabled={isRunning} onClick={ask}>
        {t('order.cancel')}
      </button>
    </div>
  );
}

type Named = { order: Order; products: Map<string, Product> };

function Lines({ order: { lines, currency }, products }: Named) {
  return (
    <ul class="stack">
      {lines.map(({ sku, quantity, net }) => (
        <li key={sku} class="row spread">
          <span>
            <Link to={productPath(sku)}>{products.get(sku)?.name ?? sku}</Link> × {quantity}
          </span>
          <Amount amount={net} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

function ReviewForms({ order: { orderId, status, lines }, products }: Named) {
  const { t } = useLanguage();
  if (!ARRIVED.has(status)) return null;
  return (
    <section class="stack" aria-label={t('review.title')}>
      <h2>{t('review.title')}</h2>
      {lines.map(({ sku }) => (
        <ReviewForm key={sku} orderId={orderId} sku={sku} name={products.get(sku)?.name ?? sku} />
      ))}
    </section>
  );
}

function Facts({ order, products, after }: Named & { after(): void }) {
  const { t } = useLanguage();
  return (
    <section class="card stack" aria-label={t('order.contents')}>
      <h2>{t('order.contents')}</h2>
      <Lines order={order} products={products} />
      <Summary of={order} />
      {order.refundTotal === undefined ? null : (
        <p class="note">
          {t('order.refunded')} <Amount amount={order.refundTotal} currency={order.currency} />
        </p>
      )}
      {CANCELLABLE.has(order.status) ? <Cancel orderId={order.orderId} after={after} /> : null}
    </section>
  );
}

/** `/orders/{orderId}`: one order, followed while it is on its way. */
export function OrderPage({ orderId }: { orderId: string }) {
  const { t, language } = useLanguage();
  useTitle(t('order.title'));
  const { value, error, isLoading, reload } = useResource(orderId, () => everythingOf(orderId));
  const products = useProducts(value?.order.lines.map(({ sku }) => sku) ?? []);
  usePolling(value !== undefined && !OVER.has(value.order.status), reload);
  if (isLoading) return <Loading />;
  if (!value) return <ProblemNote error={error} retry={reload} />;
  const { order, steps, deliveries } = value;
  const isShipped = order.delivery.method === 'ship' || deliveries.length > 0;
  return (
    <div class="stack wide-gap">
      <header class="row spread">
        <h1>{t('order.title')}</h1>
        <span aria-live="polite">
          <StatusBadge status={order.status} />
        </span>
      </header>
      <p class="soft small">
        {t('order.placed', { at: dayAndTime(order.placedAt, language) })} · {order.orderId}
      </p>
      {error ? <ProblemNote error={error} retry={reload} /> : null}
      <PaymentBox order={order} after={reload} />
      <div class="split">
        <div class="stack">
          <Facts order={order} products={products} after={reload} />
          {ARRIVED.has(order.status) ? <Returns order={order} products={products} /> : null}
          <ReviewForms order={order} products={products} />
        </div>
        <div class="stack">
          {isShipped ? <Parcels deliveries={deliveries} /> : <Pickup locationId={order.delivery.locationId} />}
          <Story steps={steps} />
        </div>
      </div>
    </div>
  );
}
