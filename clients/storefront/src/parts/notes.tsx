import { ApiError } from '../../../sdk/src/api-error.ts';
import { keyIn } from '../../../ui/language.ts';
import { useLanguage } from '../language.ts';

/** Tells that something is being fetched. */
export function Loading() {
  const { t } = useLanguage();
  return (
    <p class="soft" role="status">
      {t('state.loading')}
    </p>
  );
}

/** Tells in the visitor's words what went wrong, and for support by which number to find it. */
export function ProblemNote({ error, about, retry }: { error: unknown; about?: string; retry?: () => void }) {
  const { t, texts } = useLanguage();
  const code = error instanceof ApiError ? error.code : 'unknown';
  const correlationId = error instanceof ApiError ? error.correlationId : undefined;
  return (
    <div class="note bad stack" role="alert" data-code={code}>
      <span>{t(keyIn(texts, 'problem.', code) ?? 'problem.unknown')}</span>
      {about ? <strong>{about}</strong> : null}
      {correlationId ? <small>{t('problem.number', { id: correlationId })}</small> : null}
      {retry ? (
        <div>
          <button type="button" onClick={retry}>
            {t('action.retry')}
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** An order's status in words. */
export function StatusBadge({ status }: { status: string }) {
  const { t, texts } = useLanguage();
  const tone =
    status === 'EXPIRED' || status === 'CANCELLED'
      ? 'bad'
      : status === 'CHARGING' || status === 'RESERVED'
        ? 'warn'
        : '';
  const key = keyIn(texts, 'status.', status);
  return (
    <span class={`badge ${tone}`} data-status={status}>
      {key ? t(key) : status}
    </span>
  );
}
