import { keyIn } from '../../../ui/language.ts';
import { useLanguage } from '../language.ts';
import type { Fault } from './draft.ts';
import type { Field } from './field-types.ts';

interface Props {
  field: Field;
  value: string;
  faults: readonly Fault[];
  change(path: string, value: string): void;
}

type Control = Props & { id: string; describedBy: string | undefined };

const DECIMAL = ['money', 'number'];
const CLOCKS = { time: 'datetime-local', hour: 'time' } as const;

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

function Days({ field: { path, label }, value, change }: Control) {
  const { t } = useLanguage();
  const chosen = value.split(',').filter(Boolean);
  const toggle = (day: string) => {
    const next = chosen.includes(day) ? chosen.filter((other) => other !== day) : [...chosen, day].sort();
    change(path, next.join(','));
  };
  return (
    <fieldset class="weekdays">
      <legend class="unseen">{t(label)}</legend>
      {DAYS.map((day) => (
        <label key={day}>
          <input type="checkbox" checked={chosen.includes(day)} onChange={() => toggle(day)} />
          {t(`day.${day}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Choice({ field: { path, choices = [] }, value, change, id, describedBy }: Control) {
  const { t, texts } = useLanguage();
  const nameOf = (choice: string) => {
    const key = keyIn(texts, 'choice.', choice);
    return key ? t(key) : choice;
  };
  return (
    <select
      id={id}
      name={path}
      aria-describedby={describedBy}
      value={value}
      onChange={(event) => change(path, event.currentTarget.value)}
    >
      <option value="">{t('choice.none')}</option>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {nameOf(choice)}
        </option>
      ))}
    </select>
  );
}

function Typed({ field: { path, type }, value, change, id, describedBy }: Control) {
  const common = { id, name: path, value, 'aria-describedby': describedBy, 'aria-invalid': describedBy !== undefined };
  const onInput = (event: { currentTarget: { value: string } }) => change(path, event.currentTarget.value);
  if (type === 'long') return <textarea {...common} rows={3} onInput={onInput} />;
  if (type === 'time' || type === 'hour') return <input {...common} type={CLOCKS[type]} onInput={onInput} />;
  return <input {...common} inputMode={DECIMAL.includes(type) ? 'decimal' : 'text'} onInput={onInput} />;
}

function Check({ field: { path }, value, change, id, describedBy }: Control) {
  return (
    <input
      id={id}
      name={path}
      type="checkbox"
      aria-describedby={describedBy}
      checked={value !== ''}
      onChange={(event) => change(path, event.currentTarget.checked ? 'true' : '')}
    />
  );
}

const CONTROLS: Partial<Record<Field['type'], (control: Control) => preact.JSX.Element>> = {
  days: Days,
  choice: Choice,
  check: Check,
};

/** What is wrong, in words where there are any, and which law says so. */
export function FaultText({ fault: { code, rule } }: { fault: Fault }) {
  const { t, texts } = useLanguage();
  const key = keyIn(texts, 'fault.', code);
  const fault = key ? t(key) : t('fault.other', { code });
  return <>{rule ? t('fault.by-law', { fault, rule }) : fault}</>;
}

/** A field with its name, and under it what is wrong with it. */
export function FieldRow(props: Props) {
  const { t } = useLanguage();
  const { field, faults } = props;
  const id = `field-${field.path}`;
  const describedBy = faults.length > 0 ? `${id}-fault` : undefined;
  const Control = CONTROLS[field.type] ?? Typed;
  return (
    <div class={`field ${field.type}`} data-field={field.path}>
      <label for={id}>{t(field.label)}</label>
      <Control {...props} id={id} describedBy={describedBy} />
      {describedBy ? (
        <p id={describedBy} class="fault small">
          {faults.map((fault) => (
            <span key={`${fault.path} ${fault.code}`}>
              <FaultText fault={fault} />{' '}
            </span>
          ))}
        </p>
      ) : null}
    </div>
  );
}
