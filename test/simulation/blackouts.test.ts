import { runElsewhere } from './errand.ts';
import { blackouts } from './scenarios/blackout.ts';
import type { Task, Told } from './worker.ts';

describe('given services that are gone for fifteen minutes', () => {
  test.each(blackouts.map(({ name }) => name))(
    '%s: nothing is lost or doubled, and the shop is soon as before',
    async (scenario) => {
      const told: Told[] = [];
      await runElsewhere<Task, Told>('worker.ts', { scenario, seeds: [1] }, (one) => told.push(one));
      expect(told.map(({ violation }) => violation?.text)).toEqual([undefined]);
      expect(told[0]?.stats['order PAID']).toBeGreaterThan(100);
    },
    300_000,
  );
});
