import { dayAndTime } from '../../../ui/format.ts';
import { useResource } from '../../../ui/resource.ts';
import { useStore } from '../../../ui/use-store.ts';
import { asCustomer, client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Loading, ProblemNote, StatusBadge } from '../parts/notes.tsx';
import { Amount } from '../parts/price.tsx';
import { Link, orderPath } from '../router.tsx';
import { knownCustomer, signOut } from '../session.ts';
import { useTitle } from '../title.ts';

/** `/orders`: the visitor's orders, newest first. */
export function OrdersPage() {
  const { t, language } = useLanguage();
  useTitle(t('orders.title'));
  const customerId = useStore(knownCustomer);
  const { value, error, isLoading, reload } = useResource(String(customerId), () =>
    asCustomer(() => client.listOrders({ query: { limit: 50 } })),
  );
  return (
    <div class="stack">
      <h1>{t('orders.title')}</h1>
      {customerId ? (
        <p class="row soft small">
          {t('session.who', { customerId })}
          <button class="plain" type="button" onClick={signOut}>
            {t('session.leave')}
          </button>
        </p>
      ) : null}
      {isLoading ? <Loading /> : null}
      {error ? <ProblemNote error={error} retry={reload} /> : null}
      {value?.items.length === 0 ? <p>{t('orders.none')}</p> : null}
      <ul class="stack">
        {value?.items.map(({ orderId, status, total, currency, placedAt, units }) => (
          <li key={orderId} class="card row spread">
            <div>
              <Link to={orderPath(orderId)}>{dayAndTime(placedAt, language)}</Link>
              <p class="soft small">{t('orders.units', { count: units })}</p>
            </div>
            <StatusBadge status={status} />
            <strong>
              <Amount amount={total} currency={currency} />
            </strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
