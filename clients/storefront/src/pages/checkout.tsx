import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../../sdk/src/api-error.ts';
import type { PlaceOrderBody } from '../../../sdk/src/generated.ts';
import { placeInTurn } from '../../../sdk/src/line.ts';
import { useLast, useResource } from '../../../ui/resource.ts';
import { useStore } from '../../../ui/use-store.ts';
import { asCustomer, client, type Quote } from '../api.ts';
import { type Cart, EMPTY } from '../cart.ts';
import { cart } from '../cart-store.ts';
import { useLanguage } from '../language.ts';
import { isRefused, once, openAttempt } from '../once.ts';
import { addressIn, DeliveryChoice, type DeliveryChosen } from '../parts/delivery-choice.tsx';
import { Loading, ProblemNote } from '../parts/notes.tsx';
import { PaymentChoice } from '../parts/payment-choice.tsx';
import { Summary } from '../parts/summary.tsx';
import { useProducts } from '../products.ts';
import { go, Link, orderPath } from '../router.tsx';
import { useTitle } from '../title.ts';

const ATTEMPT = 'checkout';

/** Places the order, or finishes the attempt that a reload or a lost answer left open; ends on the order's page. */
async function placeOnce(body: PlaceOrderBody): Promise<void> {
  const order = await once(ATTEMPT, body, (kept, idempotencyKey) =>
    asCustomer(() => placeInTurn(client, { body: kept, idempotencyKey })),
  );
  cart.set(EMPTY);
  go(orderPath(order.orderId), { replace: true });
}

function deliveryOf({ method, locationId }: DeliveryChosen): PlaceOrderBody['delivery'] {
  if (method === 'pickup') return locationId ? { method, locationId } : undefined;
  return method ? { method } : undefined;
}

function bodyOf({ lines, couponCodes }: Cart, chosen: DeliveryChosen, form: FormData, quote: Quote): PlaceOrderBody {
  const delivery = deliveryOf(chosen);
  const address = addressIn(form);
  return {
    channel: 'web',
    lines,
    couponCodes,
    delivery: delivery?.method === 'ship' ? { ...delivery, address } : delivery,
    payment: { provider: 'sandbox', token: String(form.get('payment')) },
    expectedTotal: quote.total,
  };
}

/** The names of the lines that a refusal points at, by `lines.<index>` of its paths. */
function useNamesIn(problem: unknown, { lines }: Cart): string {
  const paths = problem instanceof ApiError ? problem.errors.map(({ path }) => path) : [];
  const skus = lines
    .map(({ sku }) => sku)
    .filter((_, index) => paths.some((path) => path.startsWith(`lines.${index}.`)));
  const products = useProducts(skus);
  return skus.map((sku) => products.get(sku)?.name ?? sku).join(', ');
}

/** Sends at most one order at a time and keeps what went wrong. */
function usePlacing(): { isSending: boolean; problem: unknown; place(body: PlaceOrderBody): void } {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const place = (body: PlaceOrderBody) => {
    setSending(true);
    setProblem(undefined);
    placeOnce(body).catch((error: unknown) => {
      setSending(false);
      setProblem(error);
    });
  };
  return { isSending, problem, place };
}

function Form({ now }: { now: Cart }) {
  const { t, language } = useLanguage();
  const [chosen, choose] = useState<DeliveryChosen>({});
  const { isSending, problem, place } = usePlacing();
  const delivery = deliveryOf(chosen);
  const key = JSON.stringify([now, delivery, language]);
  const quote = useResource(key, () => client.quoteCart({ body: { channel: 'web', ...now, delivery } }));
  const shown = useLast(quote.value);
  const refused = useNamesIn(problem, now);
  // A refusal often means that prices or stock have changed: what is shown has to be true again.
  useEffect(() => {
    if (problem) quote.reload();
  }, [problem]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || !quote.value) return;
    place(bodyOf(now, chosen, new FormData(form), quote.value));
  };
  return (
    <form class="split" onSubmit={submit}>
      <div class="stack">
        <DeliveryChoice chosen={chosen} choose={choose} />
        <PaymentChoice />
      </div>
      <aside class="card stack" aria-label={t('quote.title')}>
        <div aria-live="polite" aria-busy={quote.isLoading}>
          {shown ? <Summary of={shown} /> : <Loading />}
        </div>
        {quote.error ? <ProblemNote error={quote.error} retry={quote.reload} /> : null}
        {problem ? <ProblemNote error={problem} about={refused} /> : null}
        <p class="soft small">{t('checkout.contract')}</p>
        <button class="primary" type="submit" disabled={isSending || !quote.value}>
          {t(isSending ? 'checkout.sending' : 'checkout.order')}
        </button>
        <Link to="/cart">{t('checkout.back')}</Link>
      </aside>
    </form>
  );
}

/** Finishes an order whose answer never came. */
function Finishing({ body }: { body: PlaceOrderBody }) {
  const { t } = useLanguage();
  const { isSending, problem, place } = usePlacing();
  useEffect(() => place(body), []);
  return isSending || !problem ? (
    <p role="status">{t('checkout.finishing')}</p>
  ) : (
    <>
      <ProblemNote error={problem} retry={isRefused(problem) ? undefined : () => place(body)} />
      <Link to="/cart">{t('checkout.back')}</Link>
    </>
  );
}

/** `/checkout`: where to, how to pay, and once more what it costs before the order is made. */
export function CheckoutPage() {
  const { t } = useLanguage();
  useTitle(t('checkout.title'));
  const now = useStore(cart);
  const [open] = useState(() => openAttempt<PlaceOrderBody>(ATTEMPT));
  return (
    <div class="stack">
      <h1>{t('checkout.title')}</h1>
      {open ? <Finishing body={open.body} /> : null}
      {!open && now.lines.length > 0 ? <Form now={now} /> : null}
      {!open && now.lines.length === 0 ? <p>{t('cart.empty')}</p> : null}
    </div>
  );
}
