import { count, money, shortTime } from '../../../clients/ui/format.ts';
import { createStore } from '../../../clients/ui/store.ts';

describe('given amounts in minor units', () => {
  test.each([
    [12_345, 'CNY', 'zh', '¥123.45'],
    [12_345, 'GBP', 'en', '£123.45'],
    [500, 'JPY', 'en', '¥500'],
    [-100, 'CNY', 'zh', '-¥1.00'],
  ] as const)('when %p of %s is told in %s, then it is %s', (amount, currency, language, text) => {
    expect(money(amount, currency, language)).toBe(text);
  });

  test('when a count is large, then its digits are grouped', () => {
    expect(count(12_345, 'en')).toBe('12,345');
  });

  test('when a time is told, then it has hours of 24', () => {
    expect(shortTime('2026-11-21T13:05:00.000Z', 'en')).toMatch(/\d\d:05$/);
  });
});

describe('given a store that is kept', () => {
  const keepIn = (kept: Map<string, string>) => ({
    area: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    key: 'k',
    accepts: (value: unknown): value is number => typeof value === 'number',
  });

  test('when it is made again, then it has the value of before', () => {
    const kept = new Map<string, string>();
    createStore(1, keepIn(kept)).set(2);
    expect(createStore(1, keepIn(kept)).get()).toBe(2);
  });

  test.each(['"text"', 'no json', 'null'])('when %s was kept by somebody, then it starts anew', (text) => {
    expect(createStore(1, keepIn(new Map([['k', text]]))).get()).toBe(1);
  });

  test('when it changes, then listeners hear of it until they leave', () => {
    const store = createStore(1);
    const heard: number[] = [];
    const leave = store.subscribe(() => heard.push(store.get()));
    store.set(2);
    leave();
    store.set(3);
    expect(heard).toEqual([2]);
  });

  test('when the storage refuses, then the store still works', () => {
    const area = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    };
    const store = createStore(1, { ...keepIn(new Map()), area });
    store.set(2);
    expect(store.get()).toBe(2);
  });
});
