import { useState } from 'preact/hooks';
import { useResource } from '../../../ui/resource.ts';
import { asCustomer, client, type Order, type Product, type Reply } from '../api.ts';
import { useLanguage } from '../language.ts';
import { once } from '../once.ts';
import { useAct } from './act.ts';
import { ProblemNote } from './notes.tsx';
import { Amount } from './price.tsx';

type Quote = Reply<'quoteReturn'>;
type Return = Reply<'listReturns'>['items'][number];

interface Wanted {
  lines: { sku: string; quantity: number }[];
  reason: string;
}

function wantedIn(form: HTMLFormElement, skus: readonly string[]): Wanted {
  const said = new FormData(form);
  const lines = skus
    .map((sku) => ({ sku, quantity: Number(said.get(sku) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  return { lines, reason: String(said.get('reason') ?? '').trim() };
}

/** Units of each product that were bought. */
function boughtOf({ lines }: Order): [sku: string, quantity: number][] {
  const bought = new Map<string, number>();
  for (const { sku, quantity } of lines) bought.set(sku, (bought.get(sku) ?? 0) + quantity);
  return [...bought];
}

function Told({ quote: { refundTotal, lost }, currency }: { quote: Quote; currency: string }) {
  const { t } = useLanguage();
  return (
    <p class="note" role="status" data-refund={refundTotal}>
      {t('return.refund')} <Amount amount={refundTotal} currency={currency} />
      {lost > 0 ? (
        <span class="small">
          {' '}
          {t('return.lost')} <Amount amount={lost} currency={currency} />
        </span>
      ) : null}
    </p>
  );
}

function Asked({ returns, currency }: { returns: readonly Return[]; currency: string }) {
  const { t } = useLanguage();
  return (
    <ul class="stack">
      {returns.map(({ returnId, status, refundTotal }) => (
        <li key={returnId} class="row spread" data-return={status}>
          <span>{t(`return.${status}`)}</span>
          <Amount amount={refundTotal} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

interface FormProps {
  order: Order;
  products: Map<string, Product>;
  after(): void;
}

/** Chooses what to bring back, tells what is paid back for it, and only then asks. */
function Form({ order: { orderId, currency, ...order }, products, after }: FormProps) {
  const { t } = useLanguage();
  const bought = boughtOf({ orderId, currency, ...order });
  const [quote, setQuote] = useState<{ wanted: Wanted; told: Quote }>();
  const asking = useAct(
    async (wanted: Wanted) => {
      const told = await asCustomer(() => client.quoteReturn({ params: { orderId }, body: wanted }));
      setQuote({ wanted, told });
    },
    () => undefined,
  );
  const sending = useAct(
    (wanted: Wanted) =>
      once(`return ${orderId}`, wanted, (body, idempotencyKey) =>
        asCustomer(() => client.requestReturn({ params: { orderId }, body, idempotencyKey })),
      ),
    () => {
      setQuote(undefined);
      after();
    },
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const skus = bought.map(([sku]) => sku);
    asking.run(wantedIn(event.currentTarget, skus));
  };
  const problem = asking.problem ?? sending.problem;
  return (
    <form class="stack" onSubmit={submit} onInput={() => setQuote(undefined)}>
      {bought.map(([sku, quantity]) => (
        <label key={sku} class="row spread">
          {products.get(sku)?.name ?? sku}
          <input type="number" name={sku} min={0} max={quantity} step={1} defaultValue="0" inputMode="numeric" />
        </label>
      ))}
      <label>
        {t('return.reason')}
        <input name="reason" required maxLength={500} />
      </label>
      {problem ? <ProblemNote error={problem} /> : null}
      {quote ? <Told quote={quote.told} currency={currency} /> : null}
      <div class="row">
        <button type="submit" disabled={asking.isRunning}>
          {t('return.quote')}
        </button>
        {quote ? (
          <button type="button" class="primary" disabled={sending.isRunning} onClick={() => sending.run(quote.wanted)}>
            {t('return.ask')}
          </button>
        ) : null}
      </div>
    </form>
  );
}

/** The returns of an order that arrived, and a form for another. */
export function Returns({ order, products }: { order: Order; products: Map<string, Product> }) {
  const { t } = useLanguage();
  const { orderId, currency } = order;
  const { value, error, reload } = useResource(`returns ${orderId}`, () =>
    asCustomer(() => client.listReturns({ params: { orderId } })),
  );
  return (
    <section class="card stack" aria-labelledby="returns-title">
      <h2 id="returns-title">{t('return.title')}</h2>
      {error ? <ProblemNote error={error} retry={reload} /> : null}
      {value ? <Asked returns={value.items} currency={currency} /> : null}
      <details>
        <summary>{t('return.open')}</summary>
        <Form order={order} products={products} after={reload} />
      </details>
    </section>
  );
}
