import { count, money } from '../../../ui/format.ts';
import { usePolling, useResource } from '../../../ui/resource.ts';
import { asStaff, client, type Reply } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Table } from '../panel.tsx';
import { Problem } from '../problem.tsx';
import { Chart } from './chart.tsx';
import { Comparison } from './comparison.tsx';

type Effect = Reply<'getEffect'>;

/** What was counted in all channels and in each. */
function Counters({ effect, currency }: { effect: Effect; currency: string }) {
  const { t, language } = useLanguage();
  const rows = [
    { name: t('effect.all'), ...effect.totals },
    ...effect.byChannel.map((one) => ({ ...one, name: one.channel })),
  ];
  const heads = ['channel', 'views', 'applied', 'orders', 'back', 'net', 'discount', 'margin'] as const;
  const number = (value: number) => count(value, language);
  const amount = (value: number) => money(value, currency, language);
  return (
    <Table figures label={t('effect.title')} heads={heads.map((head) => t(`effect.${head}`))}>
      {rows.map(({ name, costed, margin, orders, ...row }) => (
        <tr key={name} data-channel={name}>
          <th scope="row">{name}</th>
          <td class="number">{number(row.views)}</td>
          <td class="number">{number(row.applied)}</td>
          <td class="number" data-orders={orders}>
            {number(orders)}
          </td>
          <td class="number">{number(row.cancelled + row.returned)}</td>
          <td class="number">{amount(row.net)}</td>
          <td class="number">{amount(row.discount)}</td>
          <td class="number">{costed === 0 ? '–' : amount(margin)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** Who paid for the discounts, where it was not the shop alone. */
function Funders({ totals, currency }: { totals: Effect['totals']; currency: string }) {
  const { t, language } = useLanguage();
  const isShared = totals.byFunder.some(({ funder }) => funder !== 'shop');
  if (!isShared) return null;
  const shares = totals.byFunder.map(({ funder, amount }) => `${funder} ${money(amount, currency, language)}`);
  return <p class="small">{t('effect.funders', { shares: shares.join(', ') })}</p>;
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** What it sold and gave day by day, all channels together. */
function Days({ byDay, currency }: { byDay: Effect['byDay']; currency: string }) {
  const { t, language } = useLanguage();
  const days = [...Map.groupBy(byDay, ({ date }) => date)];
  if (days.length < 2) return null;
  return (
    <Chart
      title={t('effect.by-day')}
      labels={days.map(([date]) => date.slice(5))}
      series={(['net', 'discount'] as const).map((name) => ({
        name: t(`effect.${name}`),
        type: 'bar',
        values: days.map(([, rows]) => sum(rows.map((row) => row[name]))),
      }))}
      format={(value) => money(value, currency, language)}
    />
  );
}

interface Props {
  promotionId: string;
  currency: string;
  /** It runs, so figures move while somebody looks. */
  isRunning: boolean;
}

/** What a promotion did so far, live, and what that is beside customers or days without it. */
export function PromotionEffect({ promotionId, currency, isRunning }: Props) {
  const { t } = useLanguage();
  const { value, error, isLoading, reload } = useResource(`effect ${promotionId}`, () =>
    asStaff(() => client.getEffect({ params: { promotionId } })),
  );
  usePolling(isRunning, reload);
  const isNothing = value?.byDay.length === 0;
  return (
    <section class="stack" aria-label={t('effect.title')} id="effect">
      <h3>{t('effect.title')}</h3>
      {isLoading ? <p class="soft">{t('promotions.loading')}</p> : null}
      {error ? <Problem error={error} /> : null}
      {isNothing ? <p class="soft">{t('effect.none')}</p> : null}
      {value && !isNothing ? (
        <>
          <Counters effect={value} currency={currency} />
          <Funders totals={value.totals} currency={currency} />
          <Days byDay={value.byDay} currency={currency} />
          <Comparison promotionId={promotionId} currency={currency} />
        </>
      ) : null}
    </section>
  );
}
