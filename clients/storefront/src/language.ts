import { type Language, languageStore, type Translate, translatorOf } from '../../ui/language.ts';
import { useStore } from '../../ui/use-store.ts';
import { en } from './i18n/en.ts';
import { zh } from './i18n/zh.ts';

/** A text of this page. */
export type Key = keyof typeof en;

/** The texts by language. */
export const dictionaries: Record<Language, Record<Key, string>> = { zh, en };

/** The visitor's language. */
export const language = languageStore('oneshelf.language');

/** The visitor's language and the texts in it. */
export function useLanguage(): { language: Language; t: Translate<Key>; texts: Record<Key, string> } {
  const current = useStore(language);
  const texts = dictionaries[current];
  return { language: current, texts, t: translatorOf(texts) };
}
