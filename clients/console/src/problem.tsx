import { ApiError } from '../../sdk/src/api-error.ts';
import { useLanguage } from './language.ts';

/** Says what went wrong, by its code, and under which id the logs have it. */
export function Problem({ error }: { error: unknown }) {
  const { t } = useLanguage();
  const [code, id] = error instanceof ApiError ? [error.code, error.correlationId] : ['sdk.unreachable', undefined];
  return (
    <p class="note bad" role="alert">
      {t('problem', { code })} {id ? <code>{id}</code> : null}
    </p>
  );
}
