import { money } from '../../../ui/format.ts';
import { useLast, useResource } from '../../../ui/resource.ts';
import { createStore } from '../../../ui/store.ts';
import { useStore } from '../../../ui/use-store.ts';
import { asStaff, client, type Reply } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Problem } from '../problem.tsx';
import { CHANNELS } from './fields.ts';

/** The names of promotions by their ids. */
type Names = ReadonlyMap<string, string>;

type Tried = Reply<'tryPromotion'>;
type Channel = Parameters<typeof client.tryPromotion>[0]['body']['cart']['channel'];

interface Cart {
  channel: Channel;
  goods: string;
  codes: string;
}

/** The cart outlives the editor, so that the next version is tried on the same one. */
const tried = createStore<Cart>({ channel: 'web', goods: '', codes: '' });

/** `TEA-01 x 2, CUP-01` as lines; a number after ×, x or * is how many. */
function linesOf(goods: string): { sku: string; quantity: number }[] {
  return goods
    .split(/[,，\n]/)
    .map((part) => /^(.*?)(?:\s*[×x*]\s*(\d+))?$/.exec(part.trim()))
    .flatMap((found) => (found?.[1] ? [{ sku: found[1], quantity: Number(found[2] ?? 1) }] : []));
}

function Lines({ tried: { lines, currency } }: { tried: Tried }) {
  const { language } = useLanguage();
  return (
    <ul class="tried-lines small">
      {lines.map(({ sku, quantity, gross, net, gift }, index) => (
        <li key={`${sku} ${index}`} class="row spread">
          <span>
            {sku} × {quantity} {gift ? '🎁' : ''}
          </span>
          <span class="number">
            {gross === net ? null : <s class="soft">{money(gross, currency, language)}</s>}{' '}
            {money(net, currency, language)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the promotions did with the cart: given, not given and why, and what is near. */
function Outcome({ tried, names }: { tried: Tried; names: Names }) {
  const { t, language } = useLanguage();
  const { promotionId: own, currency, promotions, total } = tried;
  const { applied, rejected, hints, solver } = promotions;
  const nameOf = (promotionId: string) =>
    promotionId === own ? t('trial.this') : (names.get(promotionId) ?? promotionId);
  const toneOf = (promotionId: string) => (promotionId === own ? 'own' : undefined);
  return (
    <>
      <Lines tried={tried} />
      <p class="row spread">
        <strong>{t('trial.total')}</strong>
        <strong class="number" data-tried={total}>
          {money(total, currency, language)}
        </strong>
      </p>
      <ul class="verdicts small">
        {applied.map(({ promotionId, label, amount, shipping = 0 }) => (
          <li key={promotionId} class={toneOf(promotionId)} data-verdict="applied">
            <span class="badge">{t('trial.applied')}</span> {label} −{money(amount + shipping, currency, language)}
          </li>
        ))}
        {rejected.map(({ promotionId, code, detail, lostTo }) => (
          <li key={`${promotionId} ${code}`} class={toneOf(promotionId)} data-verdict={code} data-lost-to={lostTo}>
            <span class="badge warn">{t('trial.rejected')}</span> {nameOf(promotionId)}: {detail}
          </li>
        ))}
        {hints.map(({ promotionId, label, text }) => (
          <li key={`hint ${promotionId}`} class={toneOf(promotionId)} data-verdict="hint">
            <span class="badge">{t('trial.hint')}</span> {text ?? label}
          </li>
        ))}
      </ul>
      {solver ? <p class="soft small">{t('trial.bound', { bound: money(solver.bound, currency, language) })}</p> : null}
    </>
  );
}

interface Asked {
  promotionId: string;
  version: number;
  names: Names;
}

function Priced({ promotionId, version, names, cart }: Asked & { cart: Cart }) {
  const { t, language } = useLanguage();
  const lines = linesOf(cart.goods);
  const couponCodes = cart.codes.split(/[\s,，]+/).filter(Boolean);
  const key = JSON.stringify([promotionId, version, cart, language]);
  const { value, error, isLoading } = useResource(key, async () =>
    lines.length === 0
      ? undefined
      : asStaff(() =>
          client.tryPromotion({
            params: { promotionId },
            body: { cart: { channel: cart.channel, lines, ...(couponCodes.length > 0 ? { couponCodes } : {}) } },
          }),
        ),
  );
  const shown = useLast(value);
  if (lines.length === 0) return <p class="soft">{t('trial.empty')}</p>;
  return (
    <div aria-live="polite" aria-busy={isLoading}>
      {error ? <Problem error={error} /> : null}
      {shown && !error ? <Outcome tried={shown} names={names} /> : null}
      {isLoading && !shown ? <p class="soft">{t('promotions.loading')}</p> : null}
    </div>
  );
}

/** A cart beside the editor, priced as if the saved version were live. */
export function Trial({ of }: { of: Asked | undefined }) {
  const { t } = useLanguage();
  const cart = useStore(tried);
  return (
    <aside class="trial stack" aria-label={t('trial.title')}>
      <h3>{t('trial.title')}</h3>
      <p class="soft small">{t('trial.about')}</p>
      <label>
        {t('trial.goods')}
        <textarea
          name="goods"
          rows={3}
          placeholder="TEA-01 × 2, CUP-01"
          value={cart.goods}
          onChange={(event) => tried.set({ ...cart, goods: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('trial.codes')}
        <input
          name="codes"
          value={cart.codes}
          onChange={(event) => tried.set({ ...cart, codes: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('trial.channel')}
        <select
          name="channel"
          value={cart.channel}
          onChange={(event) => tried.set({ ...cart, channel: event.currentTarget.value as Channel })}
        >
          {CHANNELS.map((channel) => (
            <option key={channel}>{channel}</option>
          ))}
        </select>
      </label>
      {of ? <Priced {...of} cart={cart} /> : <p class="soft">{t('trial.unsaved')}</p>}
    </aside>
  );
}
