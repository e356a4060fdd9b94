import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../../sdk/src/api-error.ts';
import { keyIn } from '../../../ui/language.ts';
import { asStaff, client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Panel } from '../panel.tsx';
import { Problem } from '../problem.tsx';
import { BurnDown } from './burn-down.tsx';
import { bodyOf, type Fault, type Form, formOf, type Shop } from './draft.ts';
import { PromotionEffect } from './effect.tsx';
import { KINDS } from './fields.ts';
import { PromotionForm } from './form.tsx';
import { Lawfulness } from './law.tsx';
import { PhaseBadge } from './list.tsx';
import { nameOf, type Promotion } from './listed.ts';
import { Rehearsal } from './rehearsal.tsx';
import { Standing } from './standing.tsx';
import { Trial } from './trial.tsx';

type Body = Parameters<typeof client.createPromotion>[0]['body'];

/** What is typed may be anything; the API says what of it is wrong. */
async function save(before: Promotion | undefined, typed: object): Promise<string> {
  const body = typed as Body;
  const reply = before
    ? await client.revisePromotion({ params: { promotionId: before.promotionId }, body })
    : await client.createPromotion({ body });
  return reply.promotionId;
}

function KindChoice({ kind, setKind }: { kind: string; setKind(kind: string): void }) {
  const { t, texts } = useLanguage();
  const nameOfKind = (each: string) => {
    const key = keyIn(texts, 'kind.', each);
    return key ? t(key) : each;
  };
  return (
    <label>
      {t('list.kind')}
      <select name="new-kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
        {KINDS.map((each) => (
          <option key={each} value={each}>
            {nameOfKind(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Props {
  /** None: a new one is written. */
  promotion: Promotion | undefined;
  shop: Shop;
  names: ReadonlyMap<string, string>;
  /** Called with the id of what was saved. */
  saved(promotionId: string): void;
  changed(): void;
  close(): void;
}

const noForm: Form = {};

function Head({ promotion }: { promotion: Promotion }) {
  const { t } = useLanguage();
  return (
    <p class="row small">
      <PhaseBadge promotion={promotion} /> {t('editor.version', { version: promotion.version })}{' '}
      <code>{promotion.promotionId}</code>
    </p>
  );
}

/** What is typed of a promotion, whether it is what is saved, and the way to save it. */
function useDraft({ promotion, shop, saved }: Props) {
  const first = promotion ? formOf(promotion, shop) : noForm;
  const [form, setForm] = useState<Form>(first);
  const [kind, setKind] = useState<string>(promotion?.kind ?? KINDS[0] ?? '');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [error, setError] = useState<unknown>();
  const typed = bodyOf(kind, form, shop);
  const isChanged = JSON.stringify(typed) !== JSON.stringify(bodyOf(promotion?.kind ?? '', first, shop));
  const submit = async (event: Event) => {
    event.preventDefault();
    setError(undefined);
    setFaults([]);
    try {
      saved(await asStaff(() => save(promotion, typed)));
    } catch (problem) {
      setError(problem);
      if (problem instanceof ApiError) setFaults(problem.errors);
    }
  };
  return { form, setForm, kind, setKind, faults, setFaults, error, isChanged, submit };
}

function Write({ promotion, shop, draft }: Props & { draft: ReturnType<typeof useDraft> }) {
  const { t } = useLanguage();
  const { form, setForm, kind, setKind, faults, error, submit } = draft;
  const place = useRef<HTMLFormElement>(null);
  // What is wrong is where the focus goes, once it is drawn.
  useEffect(() => {
    if (faults.length > 0) place.current?.querySelector<HTMLElement>('[aria-describedby]')?.focus();
  }, [faults]);
  return (
    <form ref={place} class="stack" onSubmit={submit} noValidate>
      <KindChoice kind={kind} setKind={setKind} />
      <p class="soft small">{t('editor.about', { zone: shop.timeZone, currency: shop.currency })}</p>
      <PromotionForm kind={kind} form={form} faults={faults} setForm={setForm} />
      <div class="row">
        <button type="submit" class="primary" data-save disabled={promotion?.state === 'stopped'}>
          {t(promotion ? 'editor.save-version' : 'editor.save')}
        </button>
      </div>
      {error ? <Problem error={error} /> : null}
    </form>
  );
}

/** Writes a promotion, tries it on a cart, and makes it live or ends it. */
export function Editor(props: Props) {
  const { t, language } = useLanguage();
  const draft = useDraft(props);
  const { promotion, names, changed, close } = props;
  // Whoever chose it is taken to it.
  useEffect(() => document.getElementById('editor')?.focus(), []);
  const title = promotion ? nameOf(promotion, language) : t('editor.new');
  const { isChanged, setFaults } = draft;
  return (
    <Panel
      id="editor"
      title={title}
      extra={
        <button type="button" class="plain" onClick={close}>
          {t('action.close')}
        </button>
      }
    >
      {promotion ? <Head promotion={promotion} /> : null}
      <div class="beside">
        <Write {...props} draft={draft} />
        <div class="stack">
          <Trial of={promotion && { ...promotion, names }} />
          {promotion ? (
            <>
              <Standing {...{ promotion, name: title, isChanged, setFaults, changed }} />
              <Rehearsal promotionId={promotion.promotionId} currency={props.shop.currency} />
              <BurnDown
                key={promotion.liveVersion}
                promotionId={promotion.promotionId}
                currency={props.shop.currency}
              />
              <Lawfulness
                key={`law ${promotion.liveVersion}`}
                promotionId={promotion.promotionId}
                currency={props.shop.currency}
              />
            </>
          ) : null}
        </div>
      </div>
      {promotion ? (
        <PromotionEffect
          promotionId={promotion.promotionId}
          currency={props.shop.currency}
          isRunning={promotion.liveVersion !== undefined}
        />
      ) : null}
    </Panel>
  );
}
