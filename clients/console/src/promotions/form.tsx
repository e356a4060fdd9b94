import { useLanguage } from '../language.ts';
import { cellsOf, type Fault, type Form, fieldsOf, placeOf, rowsIn, withoutRow } from './draft.ts';
import { FaultText, FieldRow } from './field.tsx';
import type { Field, Rows } from './field-types.ts';
import { type Part, partsOf } from './fields.ts';

interface Props {
  kind: string;
  form: Form;
  faults: readonly Fault[];
  setForm(form: Form): void;
}

type Draw = (field: Field) => preact.JSX.Element;

/** Fields that are there any number of times, with keys to add one and to take one away. */
function Group({ group, form, setForm, draw }: Props & { group: Rows; draw: Draw }) {
  const { t } = useLanguage();
  const rows = rowsIn(form, group);
  const add = () => setForm({ ...form, [`${group.path}.${rows.length}.${group.columns[0]?.path}`]: '' });
  return (
    <fieldset class="group">
      <legend>{t(group.label)}</legend>
      {rows.map((row) => (
        <div key={row} class="cells">
          {cellsOf(group, row).map(draw)}
          <button
            type="button"
            aria-label={t('editor.remove-row', { row: row + 1, of: t(group.label) })}
            onClick={() => setForm(withoutRow(form, group, row))}
          >
            ×
          </button>
        </div>
      ))}
      <button type="button" data-add={group.path} onClick={add}>
        {t('editor.add-row', { of: t(group.label) })}
      </button>
    </fieldset>
  );
}

const OPEN = 2;

/** All fields of a promotion of one kind. What is seldom needed is folded, unless something is said or wrong there. */
export function PromotionForm(props: Props) {
  const { t } = useLanguage();
  const { kind, form, faults, setForm } = props;
  const fields = fieldsOf(kind, form);
  const faultsAt = (path: string) => faults.filter((fault) => placeOf(fault, fields) === path);
  const nowhere = faults.filter((fault) => placeOf(fault, fields) === undefined);
  const change = (path: string, value: string) => setForm({ ...form, [path]: value });
  const draw: Draw = (field) => (
    <FieldRow
      key={field.path}
      field={field}
      value={form[field.path] ?? ''}
      faults={faultsAt(field.path)}
      change={change}
    />
  );
  const isUsed = ({ fields: own, rows = [] }: Part) =>
    own.some(({ path }) => form[path] || faultsAt(path).length > 0) ||
    rows.some((group) => rowsIn(form, group).length > 0);
  return (
    <>
      {nowhere.length > 0 ? (
        <ul class="note bad">
          {nowhere.map((fault) => (
            <li key={`${fault.path} ${fault.code}`}>
              {fault.path ? <code>{fault.path}</code> : null} <FaultText fault={fault} />
            </li>
          ))}
        </ul>
      ) : null}
      {partsOf(kind).map((part, index) => (
        <details key={part.title} class="part" open={index < OPEN || isUsed(part)}>
          <summary>{t(part.title)}</summary>
          <div class="fields">
            {part.fields.map(draw)}
            {part.rows?.map((group) => (
              <Group key={group.path} {...props} group={group} draw={draw} />
            ))}
          </div>
        </details>
      ))}
    </>
  );
}
