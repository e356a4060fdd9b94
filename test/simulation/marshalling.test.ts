import * as real from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { MARSHALLER } from './world/replacements.ts';

const ours = { exports: {} as Pick<typeof real, 'marshall' | 'unmarshall'> };
new Function('exports', MARSHALLER)(ours.exports);

const options = { removeUndefinedValues: true };

/** What documents are made of; numbers as we store them: whole, or prices and shares with a fraction. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.uniqueArray(fc.string(), { minLength: 1 }).map((texts) => new Set(texts)),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
}));
const document = fc.dictionary(fc.string(), value) as fc.Arbitrary<Record<string, unknown>>;

test('the replaced marshaller makes of a document what the real one makes of it, and the same back', () => {
  fc.assert(
    fc.property(document, (values) => {
      const item = real.marshall(values, options);
      expect(ours.exports.marshall(values, options)).toEqual(item);
      expect(ours.exports.unmarshall(item)).toEqual(real.unmarshall(item));
    }),
    // A name that JavaScript gives a meaning of its own; found by chance once.
    { numRuns: 500, examples: [[JSON.parse('{"__proto__":" "}')]] },
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, new Map([['a', 1]]), new Set(), new Date(0), 1n])(
  'what it does not know, and what nobody may store, is refused: %p',
  (unknown) => {
    expect(() => ours.exports.marshall({ unknown }, options)).toThrow();
  },
);
