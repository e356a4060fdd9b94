import { present } from '../../../functions/catalog/domain/present.ts';
import { inLanguage, type Product, revise } from '../../../functions/catalog/domain/product.ts';

const details = {
  name: { zh: '茶', en: 'Tea' },
  category: 'tea',
  price: 4_900,
  status: 'active' as const,
  attributes: {},
};

test.each([
  ['en', 'Tea'],
  ['EN-gb,zh;q=0.8', 'Tea'],
  ['zh-CN', '茶'],
  ['fr', '茶'],
  ['', '茶'],
  [undefined, '茶'],
])('given Accept-Language %s, then the name is %s', (language, name) => {
  expect(inLanguage(details.name, language)).toBe(name);
});

test.each([
  [{ en: 'Tea' }, 'zh', 'Tea'],
  [{ zh: '茶' }, 'en', '茶'],
  [{}, 'en', ''],
])('given a name in %j only, when %s is asked for, then it is "%s"', (name, language, text) => {
  expect(inLanguage(name, language)).toBe(text);
});

test('given a product, when it is changed, then it is the next version', () => {
  const first = revise(undefined, 'TEA', details, '2026-11-21T08:00:00.000Z');
  const second = revise(first, 'TEA', { ...details, price: 1 }, '2026-11-21T09:00:00.000Z');
  expect([first.version, second.version, second.price, second.updatedAt]).toEqual([
    1,
    2,
    1,
    '2026-11-21T09:00:00.000Z',
  ]);
});

test('given a product with a cost, when customers look, then they do not see it', () => {
  const product: Product = {
    ...details,
    sku: 'TEA',
    cost: 1_000,
    listPrice: 5_900,
    listPriceIn: { beside: details.price, channels: ['web'] },
    version: 3,
    updatedAt: '2026-11-21T08:00:00.000Z',
  };
  const viewing = { channel: 'web' as const, now: '2026-11-21T09:00:00.000Z', currency: 'CNY', acceptLanguage: 'en' };
  const shown = present(product, 7, viewing);
  expect(shown).toMatchObject({ name: 'Tea', available: 7, listPrice: { amount: 5_900, currency: 'CNY' } });
  expect(present(product, 7, { ...viewing, channel: 'live' })).not.toHaveProperty('listPrice');
  expect(present({ ...product, price: 4_000 }, 7, viewing)).not.toHaveProperty('listPrice');
  expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['cost']));
  expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['version']));
});
