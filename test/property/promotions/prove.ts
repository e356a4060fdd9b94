/** `npm run prove:promotions -- --cases 20000 [--seed N]`: the solver against the brute force, on random cases of all kinds. */
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { anyCase } from '../../support/brute-force/cases.ts';
import { expectedOf, foundOf } from '../../support/brute-force/compare.ts';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '20000' }, seed: { type: 'string' } } });
const numRuns = Number(values.cases);
const seed = values.seed === undefined ? 20_261_122 : Number(values.seed);
const eligible = new Map<number, number>();
const given = new Map<number, number>();
const count = (map: Map<number, number>, key: number) => map.set(key, (map.get(key) ?? 0) + 1);

fc.assert(
  fc.property(anyCase, (one) => {
    const found = foundOf(one);
    assert.deepEqual(found, expectedOf(one));
    count(eligible, one.promotions.length);
    count(given, found.ids.length);
  }),
  { numRuns, seed },
);

const shown = (map: Map<number, number>) =>
  [...map]
    .sort(([a], [b]) => a - b)
    .map(([key, times]) => `${key}: ${times}`)
    .join(', ');
process.stdout.write(
  `${numRuns} cases (seed ${seed}): the solver and the brute force agree in price, set and every line.\n`,
);
process.stdout.write(`promotions a case: ${shown(eligible)}\npromotions given: ${shown(given)}\n`);
