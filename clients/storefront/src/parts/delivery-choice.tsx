import { useResource } from '../../../ui/resource.ts';
import { client } from '../api.ts';
import { type Key, useLanguage } from '../language.ts';
import { ProblemNote } from './notes.tsx';

/** How the goods get to the buyer, as far as it is chosen. */
export interface DeliveryChosen {
  method?: 'ship' | 'pickup';
  locationId?: string;
}

interface Field {
  name: string;
  label: Key;
  autocomplete: 'name' | 'tel' | 'address-level1' | 'address-level2' | 'street-address';
  most: number;
  inputMode?: 'tel';
}

const FIELDS: readonly Field[] = [
  { name: 'name', label: 'address.name', autocomplete: 'name', most: 200 },
  { name: 'phone', label: 'address.phone', autocomplete: 'tel', most: 32, inputMode: 'tel' },
  { name: 'region', label: 'address.region', autocomplete: 'address-level1', most: 200 },
  { name: 'city', label: 'address.city', autocomplete: 'address-level2', most: 200 },
  { name: 'street', label: 'address.street', autocomplete: 'street-address', most: 200 },
];

/** The address in a submitted form. */
export function addressIn(form: FormData): Record<string, string> {
  return Object.fromEntries(FIELDS.map(({ name }) => [name, String(form.get(name) ?? '').trim()]));
}

function AddressFields() {
  const { t } = useLanguage();
  return (
    <div class="fields">
      {FIELDS.map(({ name, label, autocomplete, most, inputMode }) => (
        <label key={name}>
          {t(label)}
          <input
            name={name}
            inputMode={inputMode}
            autocomplete={autocomplete}
            maxLength={most}
            required
            pattern=".*\S.*"
          />
        </label>
      ))}
    </div>
  );
}

function Places({ chosen, choose }: { chosen?: string; choose(locationId: string): void }) {
  const { t } = useLanguage();
  const { value, error, reload } = useResource('locations', () => client.listLocations());
  const places = (value?.items ?? []).filter(({ capabilities }) => capabilities.includes('pickup'));
  if (error) return <ProblemNote error={error} retry={reload} />;
  if (value && places.length === 0) return <p class="note warn">{t('delivery.no-place')}</p>;
  return (
    <label>
      {t('delivery.place')}
      <select required value={chosen ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="" disabled>
          {t('delivery.choose')}
        </option>
        {places.map(({ locationId, name }) => (
          <option key={locationId} value={locationId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Shipping or pick-up, none chosen for the visitor, and what each needs to know. */
export function DeliveryChoice({ chosen, choose }: { chosen: DeliveryChosen; choose(next: DeliveryChosen): void }) {
  const { t } = useLanguage();
  return (
    <fieldset class="card stack">
      <legend>{t('delivery.title')}</legend>
      {(['ship', 'pickup'] as const).map((method) => (
        <label key={method} class="row">
          <input
            type="radio"
            name="method"
            value={method}
            required
            checked={chosen.method === method}
            onChange={() => choose({ method })}
          />
          {t(`delivery.${method}`)}
        </label>
      ))}
      {chosen.method === 'ship' ? <AddressFields /> : null}
      {chosen.method === 'pickup' ? (
        <Places chosen={chosen.locationId} choose={(locationId) => choose({ method: 'pickup', locationId })} />
      ) : null}
    </fieldset>
  );
}
