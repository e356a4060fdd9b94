import { ApiError } from '../../../sdk/src/api-error.ts';
import { count, dayAndTime, money, shortTime } from '../../../ui/format.ts';
import { useResource } from '../../../ui/resource.ts';
import { asStaff, client, type Reply } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Problem } from '../problem.tsx';
import { Chart } from './chart.tsx';

type Budget = Reply<'getBudget'>;

/** What is limited, in figures. */
function Figures({ budget, currency }: { budget: Budget; currency: string }) {
  const { t, language } = useLanguage();
  const { held, spent, left, availableNow, uses, units } = budget;
  const amount = (value: number) => money(value, currency, language);
  const rows: [string, string][] = [
    [t('budget.spent'), amount(spent)],
    [t('budget.held'), amount(held)],
    ...(left === undefined ? [] : ([[t('budget.left'), amount(left)]] as [string, string][])),
    ...(availableNow === undefined || availableNow === left
      ? []
      : ([[t('budget.now'), amount(availableNow)]] as [string, string][])),
    [
      t('budget.uses'),
      `${count(uses.used, language)}${uses.most === undefined ? '' : ` / ${count(uses.most, language)}`}`,
    ],
    ...(units ? ([[t('budget.units'), `${units.sold} / ${units.quota}`]] as [string, string][]) : []),
  ];
  return (
    <dl class="figures-list">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt class="soft small">{name}</dt>
          <dd class="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is left of a budget hour by hour, and which alerts were told. */
function Curve({ budget, currency }: { budget: Budget; currency: string }) {
  const { t, language } = useLanguage();
  const { hourly, budget: whole, alerts } = budget;
  if (whole === undefined || hourly.length === 0) return <p class="soft small">{t('budget.no-hours')}</p>;
  return (
    <>
      <Chart
        title={t('budget.curve')}
        labels={hourly.map(({ hour }) => shortTime(`${hour}:00:00Z`, language))}
        series={[
          {
            name: t('budget.left'),
            type: 'line',
            stack: 'all',
            values: hourly.map((at) => whole - at.held - at.spent),
          },
          { name: t('budget.given'), type: 'bar', values: hourly.map(({ given }) => given) },
        ]}
        format={(value) => money(value, currency, language)}
      />
      <ul class="small">
        {alerts.map(({ percent, at }) => (
          <li key={percent}>{t('budget.alert', { percent, at: dayAndTime(at, language) })}</li>
        ))}
      </ul>
    </>
  );
}

/** How a limited promotion's budget burns down; a promotion without an account says so. */
export function BurnDown({ promotionId, currency }: { promotionId: string; currency: string }) {
  const { t } = useLanguage();
  const { value, error, isLoading } = useResource(`burn ${promotionId}`, () =>
    asStaff(() => client.getBudget({ params: { promotionId } })),
  );
  const isUnlimited = error instanceof ApiError && error.code === 'promotions.no-budget';
  return (
    <section class="stack" aria-label={t('budget.title')} id="burn-down">
      <h3>{t('budget.title')}</h3>
      {isLoading ? <p class="soft">{t('promotions.loading')}</p> : null}
      {isUnlimited ? <p class="soft">{t('budget.none')}</p> : null}
      {error && !isUnlimited ? <Problem error={error} /> : null}
      {value ? (
        <>
          <Figures budget={value} currency={currency} />
          <Curve budget={value} currency={currency} />
        </>
      ) : null}
    </section>
  );
}
