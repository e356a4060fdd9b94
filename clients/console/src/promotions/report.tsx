import { count, money } from '../../../ui/format.ts';
import { keyIn } from '../../../ui/language.ts';
import type { Reply } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Table } from '../panel.tsx';
import { Chart } from './chart.tsx';

type Draft = Extract<NonNullable<Reply<'getRehearsal'>['report']>, { findings: unknown }>;
type Finding = Draft['findings'][number];

const TONES = { red: 'bad', amber: 'warn', green: '' };

/** A cart that loses money, or two promotions that lose it together: what of the evidence a table shows. */
interface Loss {
  cart: string;
  lines: { sku: string; quantity: number }[];
  promotionId?: string;
  /** The margin with the draft, beside the other promotion where there is one. */
  with?: number;
  both?: number;
}

const isList = (value: unknown): value is Loss[] => Array.isArray(value);

function lossesIn({ evidence: { worst, pairs } }: Finding): Loss[] {
  if (isList(worst)) return worst;
  return isList(pairs) ? pairs : [];
}

function Losses({ losses, label, currency }: { losses: Loss[]; label: string; currency: string }) {
  const { t, language } = useLanguage();
  const heads = [t('report.cart'), t('report.goods'), t('report.other'), t('report.margin')];
  return (
    <Table label={label} heads={heads}>
      {losses.map(({ cart, lines, promotionId, both, with: margin = both ?? 0 }) => (
        <tr key={`${cart} ${promotionId}`}>
          <td>{cart}</td>
          <td>{lines.map(({ sku, quantity }) => `${sku} × ${quantity}`).join(', ')}</td>
          <td>{promotionId ?? '–'}</td>
          <td class="number">{money(margin, currency, language)}</td>
        </tr>
      ))}
    </Table>
  );
}

function FindingRow({ finding, currency }: { finding: Finding; currency: string }) {
  const { t, texts } = useLanguage();
  const { code, colour } = finding;
  const key = keyIn(texts, 'finding.', code.replace('rehearsals.', ''));
  const name = key ? t(key) : code;
  const losses = lossesIn(finding);
  return (
    <li data-finding={code} data-colour={colour}>
      <span class={`badge ${TONES[colour]}`}>{t(`colour.${colour}`)}</span> {name}
      {losses.length > 0 ? <Losses losses={losses} label={name} currency={currency} /> : null}
    </li>
  );
}

/** What a rehearsal found: the verdict, money without and with the draft, its cost by day, and each thing looked at. */
export function Report({ report, currency }: { report: Draft; currency: string }) {
  const { t, language } = useLanguage();
  const { verdict, orders, touched, discount, revenue, margin, byDay, findings } = report;
  const amount = (value: number) => money(value, currency, language);
  const order = { red: 0, amber: 1, green: 2 };
  const worstFirst = [...findings].sort((a, b) => order[a.colour] - order[b.colour]);
  return (
    <div class="stack" data-verdict={verdict}>
      <p role="status">
        <span class={`badge ${TONES[verdict]}`}>{t(`colour.${verdict}`)}</span>{' '}
        {t('report.sum', {
          orders: count(orders, language),
          touched: count(touched, language),
          discount: amount(discount),
        })}
      </p>
      <Table figures label={t('report.money')} heads={[t('report.money'), t('report.without'), t('report.with')]}>
        {(
          [
            ['revenue', revenue],
            ['margin', margin],
          ] as const
        ).map(([name, sides]) => (
          <tr key={name}>
            <th scope="row">{t(`report.${name}`)}</th>
            <td class="number">{amount(sides.without)}</td>
            <td class="number">{amount(sides.with)}</td>
          </tr>
        ))}
      </Table>
      {byDay.length > 0 ? (
        <Chart
          title={t('report.by-day')}
          labels={byDay.map(({ date }) => date.slice(5))}
          series={[{ name: t('report.discount'), type: 'bar', values: byDay.map((day) => day.discount) }]}
          format={amount}
        />
      ) : null}
      <ul class="verdicts">
        {worstFirst.map((finding) => (
          <FindingRow key={finding.code} finding={finding} currency={currency} />
        ))}
      </ul>
    </div>
  );
}
