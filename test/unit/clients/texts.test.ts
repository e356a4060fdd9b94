import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en as consoleEn } from '../../../clients/console/src/i18n/en.ts';
import { zh as consoleZh } from '../../../clients/console/src/i18n/zh.ts';
import { en as storefrontEn } from '../../../clients/storefront/src/i18n/en.ts';
import { zh as storefrontZh } from '../../../clients/storefront/src/i18n/zh.ts';
import { keyIn, languageOf, translatorOf } from '../../../clients/ui/language.ts';

const CHINESE = /\p{Script=Han}/u;
const HOLE = /\{\w+\}/g;

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('i18n'))
    .map((name) => join(folder, name));

const holesOf = (text: string): string[] => [...(text.match(HOLE) ?? [])].sort();

describe.each([
  { client: 'storefront', en: storefrontEn, zh: storefrontZh },
  { client: 'console', en: consoleEn, zh: consoleZh },
])('given the texts of the $client', ({ client, en, zh }) => {
  const english: Record<string, string> = en;
  const chinese: Record<string, string> = zh;

  test('then both languages have the same keys, and no text is empty', () => {
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
    expect(Object.values({ ...english, ...chinese }).filter((text) => text.trim() === '')).toEqual([]);
  });

  test('then both languages take the same values', () => {
    const differing = Object.keys(english).filter(
      (key) => holesOf(english[key] ?? '').join() !== holesOf(chinese[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  test('then only the name of the other language is Chinese among the English ones', () => {
    const odd = Object.keys(english).filter((key) => CHINESE.test(english[key] ?? ''));
    expect(odd).toEqual(['nav.other-language']);
  });

  test('then no component has Chinese of its own', () => {
    const files = sources(join('clients', client, 'src')).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
    expect(files.filter(({ text }) => CHINESE.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('given a dictionary', () => {
  const texts = { 'state.open': 'Open: {count} of {all}', 'state.shut': 'Shut' };

  test('when a text is read, then its holes are filled, and one without a value stays', () => {
    const t = translatorOf(texts);
    expect(t('state.open', { count: 3 })).toBe('Open: 3 of {all}');
    expect(t('state.shut')).toBe('Shut');
  });

  test('when a word comes from outside, then only a key that is there is found', () => {
    expect(keyIn(texts, 'state.', 'open')).toBe('state.open');
    expect(keyIn(texts, 'state.', 'constructor')).toBeUndefined();
    expect(keyIn(texts, '', 'toString')).toBeUndefined();
  });
});

describe('given a browser that has made no choice', () => {
  test.each([
    ['zh', 'zh'],
    ['zh-TW', 'zh'],
    ['ZH-cn', 'zh'],
    ['en-GB', 'en'],
    ['de', 'en'],
  ])('when it prefers %s, then the page speaks %s', (preferred, language) => {
    expect(languageOf(preferred)).toBe(language);
  });
});
