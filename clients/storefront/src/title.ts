import { useEffect } from 'preact/hooks';
import { useLanguage } from './language.ts';

/** Puts what the page is about, if that is known, before the shop's name in the window's title. */
export function useTitle(about?: string): void {
  const { t } = useLanguage();
  const title = about === undefined ? t('page.title') : `${about} · ${t('page.title')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
