import { must } from './must.ts';
import { shop } from './shop.ts';
import type { Scenario } from './stage.ts';

const DAY_MS = 86_400_000;

/** The shop's day with products that everybody wants: sold in turn, with limits, under everything that can go wrong. */
export const line: Scenario = {
  ...shop,
  name: 'line',
  async open(stage) {
    await shop.open(stage);
    const { random, skus, simulation } = stage;
    const staff = stage.person('line-staff', ['staff']);
    const at = (milliseconds: number) => new Date(simulation.core.now + milliseconds).toISOString();
    // A set is sold in turn when one of its parts is.
    const single = skus.filter((sku) => sku !== 'SET');
    for (const sku of single.filter((_, index) => index === 0 || random.chance(0.5))) {
      const limit = random.chance(0.7) ? { perCustomer: random.between(1, 4) } : {};
      // Some sales end while buyers still stand in line.
      const to = at(random.chance(0.3) ? random.between(60_000, 180_000) : DAY_MS);
      const rule = {
        from: at(-DAY_MS),
        to,
        holdSeconds: random.pick([20, 60, 300]),
        lapses: random.between(1, 3),
        ...limit,
      };
      await must(staff, 'PUT', `/v1/admin/hot-skus/${sku}`, rule);
    }
  },
};
