import { createStore, type Store } from './store.ts';

/** The languages of the pages. */
export type Language = 'zh' | 'en';

/** One text per key; `{name}` in a text stands for a value. */
type Dictionary<Key extends string> = Readonly<Record<Key, string>>;

/** Puts values into a text. */
export type Translate<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

const isLanguage = (value: unknown): value is Language => value === 'zh' || value === 'en';

/** The language of a browser that has made no choice yet: Chinese for any Chinese, else English. */
export function languageOf(preferred: string): Language {
  return preferred.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The chosen language, remembered on this device; the document's `lang` follows it. */
export function languageStore(key: string): Store<Language> {
  const store = createStore<Language>(languageOf(navigator.language), {
    area: localStorage,
    key,
    accepts: isLanguage,
  });
  const mark = () => {
    document.documentElement.lang = store.get() === 'zh' ? 'zh-CN' : 'en';
  };
  mark();
  store.subscribe(mark);
  return store;
}

/** Reads texts from a dictionary. */
export function translatorOf<Key extends string>(dictionary: Dictionary<Key>): Translate<Key> {
  return (key, values = {}) => dictionary[key].replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** The key `<prefix><word>` when the dictionary has it, for words that come from the API; else undefined. */
export function keyIn<Key extends string>(dictionary: Dictionary<Key>, prefix: string, word: string): Key | undefined {
  const key = `${prefix}${word}`;
  return Object.hasOwn(dictionary, key) ? (key as Key) : undefined;
}
