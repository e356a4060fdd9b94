import { useLanguage } from '../language.ts';

const OUTCOMES = ['approve', 'decline', 'pending'] as const;

/** How the sandbox is to answer. */
export type Outcome = (typeof OUTCOMES)[number];

/** Whether a form's value names an outcome. */
export function isOutcome(value: unknown): value is Outcome {
  return OUTCOMES.some((outcome) => outcome === value);
}

/** The sandbox's answers to choose from, none chosen for the visitor. */
export function PaymentChoice() {
  const { t } = useLanguage();
  return (
    <fieldset class="card stack">
      <legend>{t('payment.title')}</legend>
      <p class="soft small">{t('payment.sandbox')}</p>
      {OUTCOMES.map((outcome) => (
        <label key={outcome} class="row">
          <input type="radio" name="payment" value={outcome} required />
          {t(`payment.${outcome}`)}
        </label>
      ))}
    </fieldset>
  );
}
