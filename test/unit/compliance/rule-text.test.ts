import { lintText } from '../../../functions/compliance/domain/rule-text.ts';

const codesOf = (text: string) => lintText(text, 'terms').map(({ code }) => code);

describe('the words of a promotion', () => {
  test.each([
    ['本活动最终解释权归商家所有', ['law.final-interpretation']],
    ['最 终 解 释 权归本店', ['law.final-interpretation']],
    ['We reserve the right of final interpretation.', ['law.final-interpretation']],
    ['国家级品质，最佳口感', ['law.superlative']],
    ['最高级茶叶，最终解释权归我', ['law.final-interpretation', 'law.superlative']],
    ['满300减30，每人限用一次', []],
    ['The best before date is on the box.', []],
  ])('%s', (text, codes) => {
    expect(codesOf(text)).toEqual(codes);
  });

  test('given a text in two languages, then the place names the language, and the rule is named', () => {
    expect(lintText({ zh: '最佳', en: 'Fine' }, 'name')).toEqual([
      { path: 'name.zh', code: 'law.superlative', rule: '广告法 Art.9' },
    ]);
    expect(lintText(undefined, 'terms')).toEqual([]);
  });
});
