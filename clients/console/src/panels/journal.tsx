import { useState } from 'preact/hooks';
import { count, money } from '../../../ui/format.ts';
import { keyIn } from '../../../ui/language.ts';
import { asStaff, client, type Reply } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Panel, Table } from '../panel.tsx';
import { Problem } from '../problem.tsx';

type Close = Reply<'getClose'>;

interface Seen {
  close: Close;
  currency: string;
}

/** Closes a day now and reads it: closing again changes nothing but what was put right meanwhile. */
async function closeNow(date: string): Promise<Seen> {
  const [close, { currency }] = await Promise.all([
    asStaff(() => client.closeDay({ params: { date } })),
    client.getShop(),
  ]);
  return { close, currency };
}

/** The calendar day of the shop's clock that it is now. */
async function today(): Promise<string> {
  const { timeZone } = await client.getShop();
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
}

function Balances({ close: { balances, date }, currency }: Seen) {
  const { t, language } = useLanguage();
  if (balances.length === 0) return <p class="soft">{t('journal.none', { date })}</p>;
  const heads = [t('journal.account'), t('journal.debit'), t('journal.credit'), t('journal.balance')];
  return (
    <Table figures label={t('journal.of', { date })} heads={heads}>
      {balances.map(({ account, ...sides }) => (
        <tr key={account}>
          <th scope="row">{account}</th>
          {(['debit', 'credit', 'balance'] as const).map((side) => (
            <td key={side} class="number">
              {money(sides[side], currency, language)}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

function Differences({ close, currency }: Seen) {
  const { t, texts, language } = useLanguage();
  const { differences, items } = close;
  const amount = (value: number | undefined) => (value === undefined ? '–' : money(value, currency, language));
  const nameOf = (kind: string) => {
    const key = keyIn(texts, 'difference.', kind);
    return key ? t(key) : kind;
  };
  if (differences === 0) return <p class="badge">{t('journal.agrees')}</p>;
  return (
    <>
      <p class="badge bad">{t('journal.differs', { count: count(differences, language) })}</p>
      <Table
        label={t('journal.differences')}
        heads={[t('journal.difference'), t('journal.id'), t('journal.here'), t('journal.there')]}
      >
        {items.map(({ kind, id, here, there }) => (
          <tr key={`${kind} ${id}`}>
            <td>{nameOf(kind)}</td>
            <td>{id}</td>
            <td class="number">{amount(here)}</td>
            <td class="number">{amount(there)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** Closes the books of a day: what its accounts took, and what does not agree with the provider and the orders. */
export function Journal() {
  const { t } = useLanguage();
  const [date, setDate] = useState('');
  const [seen, setSeen] = useState<Seen>();
  const [error, setError] = useState<unknown>();
  const close = async (event: Event) => {
    event.preventDefault();
    setError(undefined);
    try {
      const day = date || (await today());
      setDate(day);
      setSeen(await closeNow(day));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Panel id="journal" title={t('journal.title')}>
      <form class="search" onSubmit={close}>
        <label class="unseen" for="day">
          {t('journal.day')}
        </label>
        <input id="day" type="date" value={date} onInput={(event) => setDate(event.currentTarget.value)} />
        <button type="submit">{t('journal.close')}</button>
      </form>
      <div aria-live="polite">
        {seen ? (
          <>
            <Differences {...seen} />
            <Balances {...seen} />
          </>
        ) : null}
      </div>
      {error ? <Problem error={error} /> : null}
    </Panel>
  );
}
