import { readFileSync } from 'node:fs';
import path from 'node:path';
import { answersTo, type Given } from '../../support/vectors/answers.ts';
import { POLICIES } from '../../vectors/promo-policies.ts';

interface Case {
  id: string;
  given: Given;
  expect: Record<string, unknown>;
}

const CASES = JSON.parse(readFileSync(path.resolve('test/vectors/promo-vectors.json'), 'utf8')) as Case[];

const asked = (one: Case, from: Record<string, unknown>) =>
  Object.fromEntries(Object.keys(one.expect).map((key) => [key, from[key]]));

describe('the worked cases of other shops', () => {
  test.each(CASES.map((one) => [one.id, one] as const))('%s', (id, one) => {
    const policy = POLICIES[id];
    expect(asked(one, answersTo(one.given))).toEqual(
      policy ? asked(one, { ...one.expect, ...policy.ours }) : one.expect,
    );
  });

  test('every case that is answered otherwise says which rule differs, and really differs', () => {
    for (const [id, { rule, ours }] of Object.entries(POLICIES)) {
      const one = CASES.find((other) => other.id === id);
      expect([id, one && asked(one, { ...one.expect, ...ours })]).not.toEqual([id, one?.expect]);
      expect(rule.length).toBeGreaterThan(20);
    }
  });
});
