import { MOST } from '../cart.ts';
import { useLanguage } from '../language.ts';

interface Props {
  value: number;
  /** The least that can be chosen. */
  least: number;
  label: string;
  change(value: number): void;
}

/** A number of pieces, by buttons or typed. */
export function Quantity({ value, least, label, change }: Props) {
  const { t } = useLanguage();
  const set = (next: number) => change(Math.max(least, Math.min(MOST, Math.trunc(next) || least)));
  return (
    <fieldset class="quantity">
      <legend class="unseen">{label}</legend>
      <button type="button" aria-label={t('cart.less')} onClick={() => set(value - 1)} disabled={value <= least}>
        −
      </button>
      <input
        type="number"
        inputMode="numeric"
        aria-label={label}
        min={least}
        max={MOST}
        value={value}
        onChange={(event) => set(event.currentTarget.valueAsNumber)}
      />
      <button type="button" aria-label={t('cart.more')} onClick={() => set(value + 1)} disabled={value >= MOST}>
        +
      </button>
    </fieldset>
  );
}
