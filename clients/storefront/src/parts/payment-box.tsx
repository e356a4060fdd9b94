import { asCustomer, client, type Order } from '../api.ts';
import { useLanguage } from '../language.ts';
import { once } from '../once.ts';
import { useAct } from './act.ts';
import { ProblemNote } from './notes.tsx';
import { isOutcome, type Outcome, PaymentChoice } from './payment-choice.tsx';

const UNPAID = new Set(['RESERVED', 'CHARGING']);

const payAgain = (orderId: string, token: Outcome) =>
  once(`pay ${orderId}`, { payment: { provider: 'sandbox', token } }, (body, idempotencyKey) =>
    asCustomer(() => client.payOrder({ params: { orderId }, body, idempotencyKey })),
  );

function Retry({ order: { orderId }, after }: { order: Order; after(): void }) {
  const { t } = useLanguage();
  const { isRunning, problem, run } = useAct((token: Outcome) => payAgain(orderId, token), after);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    const token = form instanceof HTMLFormElement ? new FormData(form).get('payment') : undefined;
    if (isOutcome(token)) run(token);
  };
  return (
    <form class="stack" onSubmit={submit}>
      <p class="note bad" role="alert">
        {t('payment.declined')}
      </p>
      <PaymentChoice />
      {problem ? <ProblemNote error={problem} /> : null}
      <button class="primary" type="submit" disabled={isRunning}>
        {t('payment.again')}
      </button>
    </form>
  );
}

function Waiting({ order, after }: { order: Order; after(): void }) {
  const { t } = useLanguage();
  const { paymentId, provider } = order.payment;
  const { isRunning, problem, run } = useAct(
    (outcome: 'approve' | 'decline') => client.settleSandbox({ params: { paymentId }, body: { outcome } }),
    after,
  );
  return (
    <section class="card stack" aria-label={t('payment.title')}>
      <p role="status">{t('payment.waiting')}</p>
      {provider === 'sandbox' ? (
        <div class="row">
          <span class="soft small">{t('payment.settle')}</span>
          <button type="button" disabled={isRunning} onClick={() => run('approve')}>
            {t('payment.settle-approve')}
          </button>
          <button type="button" disabled={isRunning} onClick={() => run('decline')}>
            {t('payment.settle-decline')}
          </button>
        </div>
      ) : null}
      {problem ? <ProblemNote error={problem} /> : null}
    </section>
  );
}

/** What the buyer can do about the payment of an order; nothing when it is paid or over. */
export function PaymentBox({ order, after }: { order: Order; after(): void }) {
  if (!UNPAID.has(order.status)) return null;
  return order.payment.status === 'declined' ? (
    <Retry order={order} after={after} />
  ) : (
    <Waiting order={order} after={after} />
  );
}
