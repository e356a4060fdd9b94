import { elasticityOf, type Sale } from '../../../functions/effects/domain/elasticity.ts';
import { Random } from '../../simulation/world/random.ts';
import { normal } from '../../support/normal.ts';

/** Shops whose sales fall by 2 % for each 1 % of price; `pull` makes the dear shops the busy ones. */
function shops(pull: number): Sale[] {
  const random = new Random(7, 'shops');
  return Array.from({ length: 20 }, (_, shop) =>
    Array.from({ length: 40 }, () => {
      const display = random.next();
      const price = Math.exp(1 + shop * 0.05 + 0.2 * normal(random));
      const log = 5 + pull * shop - 2 * Math.log(price) + 0.5 * display + 0.1 * normal(random);
      return { group: `shop ${shop}`, units: Math.exp(log), price, others: [display] };
    }),
  ).flat();
}

describe('price elasticity', () => {
  test('given busy shops that are dear, then the pooled figure is named as confounded and the one within is right', () => {
    const found = elasticityOf(shops(0.15));
    expect(found).toMatchObject({ confounded: true, groups: 20, weeks: 800 });
    expect(found?.within.estimate).toBeCloseTo(-2, 1);
    expect(found?.pooled.estimate).toBeGreaterThan(-1);
  });

  test('given shops that differ in nothing, then both figures agree', () => {
    const found = elasticityOf(shops(0));
    expect(found?.confounded).toBe(false);
    expect(found?.pooled.estimate).toBeCloseTo(-2, 1);
  });

  test('given weeks without sales, then they are left out; given one price only, then nothing can be told', () => {
    const one = { group: 'a', price: 3, others: [] };
    expect(elasticityOf([...shops(0), { ...one, units: 0, others: [1] }])?.weeks).toBe(800);
    expect(elasticityOf(Array.from({ length: 9 }, (_, n) => ({ ...one, units: n + 1 })))).toBeUndefined();
  });
});
