import { useEffect, useState } from 'preact/hooks';
import { count, dayAndTime, money } from '../../../ui/format.ts';
import { keyIn } from '../../../ui/language.ts';
import { useResource } from '../../../ui/resource.ts';
import { asStaff, client, type Reply } from '../api.ts';
import { useQuietBeat } from '../beat.ts';
import { useLanguage } from '../language.ts';
import { Panel, Table } from '../panel.tsx';
import { Problem } from '../problem.tsx';
import { OrderStory } from './story.tsx';

type Status = Reply<'countOrders'>['items'][number]['status'];
type Summary = Reply<'listOrdersByStatus'>['items'][number];

const MOST_COUNTED = 1_000;

function Row({ order, choose }: { order: Summary; choose(orderId: string): void }) {
  const { language, t } = useLanguage();
  const { orderId, channel, total, currency, placedAt, units } = order;
  return (
    <tr>
      <td>
        <button
          class="plain"
          type="button"
          aria-label={t('orders.story-of', { orderId })}
          onClick={() => choose(orderId)}
        >
          {orderId}
        </button>
      </td>
      <td>{dayAndTime(placedAt, language)}</td>
      <td>{channel}</td>
      <td class="number">{units}</td>
      <td class="number">{money(total, currency, language)}</td>
    </tr>
  );
}

function Newest({ status, beat, follow }: { status: Status; beat: number; follow(correlationId: string): void }) {
  const { t } = useLanguage();
  const [chosen, choose] = useState<string>();
  const { value, error, reload } = useResource(status, () =>
    asStaff(() => client.listOrdersByStatus({ query: { status, limit: 10 } })),
  );
  useEffect(reload, [beat, reload]);
  const heads = [t('orders.order'), t('orders.placed'), t('orders.channel'), t('orders.units'), t('orders.total')];
  return (
    <>
      {error ? <Problem error={error} /> : null}
      {value?.items.length === 0 ? <p class="soft">{t('orders.none')}</p> : null}
      {value && value.items.length > 0 ? (
        <Table label={t('orders.newest')} heads={heads}>
          {value.items.map((order) => (
            <Row key={order.orderId} order={order} choose={choose} />
          ))}
        </Table>
      ) : null}
      {chosen ? <OrderStory key={chosen} orderId={chosen} follow={follow} close={() => choose(undefined)} /> : null}
    </>
  );
}

/** How many orders are in each state, and the newest of the one that is chosen. */
export function Orders({ follow }: { follow(correlationId: string): void }) {
  const { t, texts, language } = useLanguage();
  const beat = useQuietBeat();
  const [chosen, choose] = useState<Status>();
  const { value, error, isLoading, reload } = useResource('counts', () => asStaff(() => client.countOrders()));
  useEffect(reload, [beat, reload]);
  const nameOf = (status: Status) => {
    const key = keyIn(texts, 'status.', status);
    return key ? t(key) : status;
  };
  return (
    <Panel id="orders" title={t('orders.title')}>
      {error ? <Problem error={error} /> : null}
      {isLoading ? <p class="soft">{t('state.loading')}</p> : null}
      <ul class="tiles" aria-live="polite">
        {value?.items.map(({ status, count: orders }) => (
          <li key={status}>
            <button
              type="button"
              class="tile"
              aria-pressed={status === chosen}
              data-status={status}
              onClick={() => choose(status === chosen ? undefined : status)}
            >
              <strong class="number">
                {count(orders, language)}
                {orders >= MOST_COUNTED ? '+' : ''}
              </strong>
              <span>{nameOf(status)}</span>
            </button>
          </li>
        ))}
      </ul>
      {chosen ? <Newest key={chosen} status={chosen} beat={beat} follow={follow} /> : null}
    </Panel>
  );
}
