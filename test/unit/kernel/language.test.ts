import { preferredLanguage } from '../../../shared/kernel/language.ts';

test.each([
  [undefined, 'zh'],
  ['', 'zh'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['zh-CN', 'zh'],
  ['en;q=0.1, zh;q=0.9', 'zh'],
  ['zh;q=0.2,en;q=0.8', 'en'],
  ['fr, en', 'en'],
  ['fr;q=1, de', 'zh'],
  ['zh;q=0, en;q=0.1', 'en'],
  ['*', 'zh'],
  ['; ,;q=', 'zh'],
])('given Accept-Language %s, then the shop speaks %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
