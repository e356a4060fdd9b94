import { useState } from 'preact/hooks';
import { useLanguage } from '../language.ts';
import { Panel } from '../panel.tsx';
import { nameOf, type Promotion, phaseOf } from './listed.ts';
import { monthAfter, runsOn, weeksOf } from './month.ts';
import { localOf } from './zone.ts';

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const MOST_SHOWN = 3;

interface Props {
  promotions: readonly Promotion[];
  timeZone: string;
  choose(promotionId: string): void;
}

function Names({ promotions, choose }: Pick<Props, 'promotions' | 'choose'>) {
  const { language } = useLanguage();
  return (
    <ul>
      {promotions.map((promotion) => (
        <li key={promotion.promotionId}>
          <button
            type="button"
            class={`plain small ${phaseOf(promotion, Date.now())}`}
            onClick={() => choose(promotion.promotionId)}
          >
            {nameOf(promotion, language)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Day({ day, promotions, timeZone, choose }: Props & { day: string | undefined }) {
  const { t } = useLanguage();
  if (!day) return <td />;
  const running = promotions.filter((promotion) => runsOn(promotion, day, timeZone));
  const rest = running.slice(MOST_SHOWN);
  return (
    <td data-day={day}>
      <span class="soft small">{Number(day.slice(8))}</span>
      <Names promotions={running.slice(0, MOST_SHOWN)} choose={choose} />
      {rest.length > 0 ? (
        <details>
          <summary class="soft small">{t('calendar.more', { count: rest.length })}</summary>
          <Names promotions={rest} choose={choose} />
        </details>
      ) : null}
    </td>
  );
}

/** What runs for a short time first: what always runs is no news. */
const shortestFirst = (a: Promotion, b: Promotion) => lengthOf(a) - lengthOf(b);
const lengthOf = ({ validFrom, validTo }: Promotion) => Date.parse(validTo) - Date.parse(validFrom);

/** Which promotions run on which day of a month, by the shop's clock; stopped ones are left out. */
export function Calendar(props: Props) {
  const { t, language } = useLanguage();
  const { timeZone } = props;
  const [month, setMonth] = useState(() => localOf(new Date().toISOString(), timeZone).slice(0, 7));
  const promotions = props.promotions.filter(({ state }) => state !== 'stopped').sort(shortestFirst);
  const title = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
  return (
    <Panel
      id="calendar"
      title={t('calendar.title')}
      extra={
        <div class="row">
          <button type="button" aria-label={t('calendar.before')} onClick={() => setMonth(monthAfter(month, -1))}>
            ‹
          </button>
          <strong aria-live="polite" data-month={month}>
            {title}
          </strong>
          <button type="button" aria-label={t('calendar.after')} onClick={() => setMonth(monthAfter(month, 1))}>
            ›
          </button>
        </div>
      }
    >
      <section class="scroll" aria-label={title}>
        <table class="month">
          <thead>
            <tr>
              {DAYS.map((day) => (
                <th key={day} scope="col">
                  {t(`day.${day}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(month).map((week, index) => (
              <tr key={`${month} ${index}`}>
                {week.map((day, weekday) => (
                  <Day key={day ?? weekday} {...props} promotions={promotions} day={day} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
