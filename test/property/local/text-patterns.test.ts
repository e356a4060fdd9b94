import fc from 'fast-check';
import { globMatcher, wildcardMatcher } from '../../../local/text-patterns.ts';

const texts = fc.string({ unit: fc.constantFrom('a', 'b', '.', ':', '/', '\\', '+', '(', '$', '\n'), maxLength: 8 });
const pieces = fc.array(fc.oneof(texts, fc.constantFrom('*', '?')), { maxLength: 5 });

/** What a glob means, spelt out letter by letter. */
const matches = (glob: string, text: string): boolean => {
  if (glob === '') return text === '';
  if (glob.startsWith('*')) return matches(glob.slice(1), text) || (text !== '' && matches(glob, text.slice(1)));
  return text !== '' && (glob[0] === '?' || glob[0] === text[0]) && matches(glob.slice(1), text.slice(1));
};

describe('globMatcher', () => {
  it('given any glob, when a text is tested, then it is as spelt out', () => {
    fc.assert(
      fc.property(pieces, texts, (parts, text) => {
        const glob = parts.join('');
        expect(globMatcher(glob)(text)).toBe(matches(glob, text));
      }),
    );
  });

  it('given a glob with its wildcards filled in, when tested, then it matches', () => {
    fc.assert(
      fc.property(pieces, texts, (parts, run) => {
        const filled = parts.map((part) => part.replaceAll('?', 'x').replaceAll('*', run)).join('');
        expect(globMatcher(parts.join(''))(filled)).toBe(true);
      }),
    );
  });
});

describe('wildcardMatcher', () => {
  it('given any text escaped, when tested, then it matches itself and nothing longer', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const test = wildcardMatcher(text.replace(/[*\\]/g, '\\$&'));
        expect([test?.(text), test?.(`${text}x`)]).toEqual([true, false]);
      }),
    );
  });
});
