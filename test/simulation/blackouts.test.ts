import { runElsewhere } from './errand.ts';
import { blackouts } from './scenarios/blackout.ts';
import type { Task, Told } from './worker.ts';

describe('given services that are gone for fifteen minutes', () => {
  const told: Told[] = [];

  beforeAll(async () => {
    const tasks = blackouts.map(({ name }) => ({ scenario: name, seeds: [1] }));
    await runElsewhere<Task[], Told>('worker.ts', tasks, (one) => told.push(one));
  }, 600_000);

  test.each(blackouts.map(({ name }) => name))(
    '%s: nothing is lost or doubled, and the shop is soon as before',
    (name) => {
      const own = told.filter(({ scenario }) => scenario === name);
      expect(own.map(({ violation }) => violation?.text)).toEqual([undefined]);
      expect(own[0]?.stats['order PAID']).toBeGreaterThan(100);
    },
  );
});
