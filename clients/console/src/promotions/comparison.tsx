import { ApiError } from '../../../sdk/src/api-error.ts';
import { count, money } from '../../../ui/format.ts';
import { useResource } from '../../../ui/resource.ts';
import { asStaff, client, type Reply } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Table } from '../panel.tsx';
import { Problem } from '../problem.tsx';

type Report = Reply<'getEffectReport'>;

/** Each outcome with the promotion, without it, and between which figures the difference lies. */
function Lifts({ report, currency }: { report: Report; currency: string }) {
  const { t, language } = useLanguage();
  const heads = ['outcome', 'with', 'without', 'difference', 'interval'] as const;
  return (
    <Table figures label={t('lift.title')} heads={heads.map((head) => t(`lift.${head}`))}>
      {report.lifts.map(({ outcome, lift }) => {
        const shown = (value: number) =>
          outcome === 'orders' ? count(Math.round(value * 10) / 10, language) : money(value, currency, language);
        const cells = lift
          ? [
              shown(lift.with),
              shown(lift.without),
              `${shown(lift.estimate)}${lift.percent === undefined ? '' : ` (${count(Math.round(lift.percent), language)} %)`}`,
              t('lift.between', { low: shown(lift.low), high: shown(lift.high) }),
            ]
          : ['–', '–', '–', t('lift.unknown')];
        return (
          <tr key={outcome} data-outcome={outcome}>
            <th scope="row">{t(`lift.${outcome}`)}</th>
            {cells.map((cell, at) => (
              <td class="number" key={heads[at + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        );
      })}
    </Table>
  );
}

function Shown({ report, currency }: { report: Report; currency: string }) {
  const { t, language } = useLanguage();
  const { comparedWith, treated, control, from, to, holdOut = 0, caveats } = report;
  return (
    <>
      <p class="small" data-compared={comparedWith}>
        {t(`lift.${comparedWith}`, { treated, control, from, to, percent: holdOut })}
      </p>
      <Lifts report={report} currency={currency} />
      <ul class="small soft">
        {caveats.map(({ code, text }) => (
          <li key={code} data-caveat={code}>
            {text[language]}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a promotion brought, as far as a comparison can tell, and what it cannot. */
export function Comparison({ promotionId, currency }: { promotionId: string; currency: string }) {
  const { t } = useLanguage();
  const { value, error, isLoading } = useResource(`report ${promotionId}`, () =>
    asStaff(() => client.getEffectReport({ params: { promotionId } })),
  );
  const isEarly = error instanceof ApiError && error.code === 'effects.not-begun';
  return (
    <section class="stack" aria-label={t('lift.title')} id="comparison">
      <h4>{t('lift.title')}</h4>
      {isLoading ? <p class="soft">{t('promotions.loading')}</p> : null}
      {isEarly ? <p class="soft">{t('lift.early')}</p> : null}
      {error && !isEarly ? <Problem error={error} /> : null}
      {value ? <Shown report={value} currency={currency} /> : null}
    </section>
  );
}
