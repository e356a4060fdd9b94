import { dayAndTime, money } from '../../../ui/format.ts';
import { useResource } from '../../../ui/resource.ts';
import { asStaff, client, type Reply } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Table } from '../panel.tsx';
import { Problem } from '../problem.tsx';

type Kept = Reply<'listEvidence'>['items'][number];
type Priced = { currency: string };

const LOOKED_AT = 100;

/** The prices that a promotion is shown against, as they stood when they were looked at. */
function Compared({ kept: { at, compared = [] }, currency }: Priced & { kept: Kept }) {
  const { t, language } = useLanguage();
  const amount = (value: number | null) => (value === null ? '–' : money(value, currency, language));
  if (compared.length === 0) return null;
  const heads = ['SKU', t('law.channel'), t('law.price'), t('law.base'), t('law.verdict')];
  return (
    <Table label={t('law.compared', { at: dayAndTime(at, language) })} heads={heads}>
      {compared.map(({ at: place, sku, channel, price, base, verdict }) => (
        <tr key={`${place} ${channel}`} data-verdict={verdict}>
          <th scope="row">{sku}</th>
          <td>{channel}</td>
          <td class="number">{amount(price)}</td>
          <td class="number">{amount(base)}</td>
          <td>
            <span class={`badge ${verdict === 'too-high' ? 'bad' : ''}`}>{t(`law.${verdict}`)}</span>
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** When it was looked at, and what was found. */
function Looks({ looks, currency }: Priced & { looks: readonly Kept[] }) {
  const { t, language } = useLanguage();
  const isCompared = looks.some(({ compared = [] }) => compared.length > 0);
  return (
    <>
      {looks.map((kept) => {
        const { what, at, version = 1 } = kept;
        if (what === 'personal-price') return null;
        return (
          <div key={`${at} ${what}`} class="stack" data-looked={what}>
            <p class={what === 'stopped' ? 'note bad' : 'small'}>
              {t(`law.${what}`, { version, at: dayAndTime(at, language) })}
            </p>
            <Compared kept={kept} currency={currency} />
          </div>
        );
      })}
      {isCompared ? null : <p class="soft small">{t('law.no-compared')}</p>}
    </>
  );
}

/** Orders whose price what is known of the buyer was part of, beside what anybody would have paid. */
function Personal({ orders, currency }: Priced & { orders: readonly Kept[] }) {
  const { t, language } = useLanguage();
  if (orders.length === 0) return null;
  const amount = (value: number) => money(value, currency, language);
  return (
    <>
      <h4>{t('law.personal')}</h4>
      <Table label={t('law.personal')} heads={[t('law.order'), t('law.paid'), t('law.anybody')]}>
        {orders.map(({ orderId, total = 0, anonymousTotal = 0 }) => (
          <tr key={orderId} data-personal={orderId}>
            <th scope="row">{orderId}</th>
            <td class="number">
              {amount(total)} {total > anonymousTotal ? <span class="badge bad">{t('law.higher')}</span> : null}
            </td>
            <td class="number">{amount(anonymousTotal)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** What the law was asked about a promotion, and what is kept to show that it was kept to. */
export function Lawfulness({ promotionId, currency }: Priced & { promotionId: string }) {
  const { t } = useLanguage();
  const { value, error, isLoading } = useResource(`law ${promotionId}`, () =>
    asStaff(() => client.listEvidence({ query: { promotionId, limit: LOOKED_AT } })),
  );
  const items = value?.items ?? [];
  const orders = items.filter(({ what }) => what === 'personal-price');
  const looks = items.filter(({ what }) => what !== 'personal-price');
  return (
    <section class="stack" aria-label={t('law.title')} id="law">
      <h3>{t('law.title')}</h3>
      <p class="soft small">{t('law.about')}</p>
      {isLoading ? <p class="soft">{t('promotions.loading')}</p> : null}
      {error ? <Problem error={error} /> : null}
      {value && items.length === 0 ? <p class="soft">{t('law.none')}</p> : null}
      {looks.length > 0 ? <Looks looks={looks} currency={currency} /> : null}
      <Personal orders={orders} currency={currency} />
      {value?.nextCursor ? <p class="soft small">{t('law.more')}</p> : null}
    </section>
  );
}
