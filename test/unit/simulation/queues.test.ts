import { Core } from '../../simulation/world/core.ts';
import type { Lambda } from '../../simulation/world/lambda.ts';
import { Queues } from '../../simulation/world/queues.ts';

const START = Date.UTC(2026, 10, 21);

/** A queue whose worker takes its time; answers when it was woken, in milliseconds from the start. */
function slowlyWorkedOff(windowMs: number) {
  const core = new Core({ seed: 1, start: START, strength: 0 });
  const woken: number[] = [];
  const invoke: Lambda['invoke'] = (_, __, done) => {
    woken.push(core.now - START);
    core.in(10_000, () => done({ kind: 'returned', value: undefined }));
  };
  const settings = { name: 'work', delayMs: 0, visibilityMs: 60_000, redrive: undefined } as never;
  const mapping = { kind: 'queue', queue: 'work', functionName: 'f', sourceArn: 'a', batchSize: 10, concurrency: 2 };
  const queues = new Queues(core, { invoke } as Lambda, [settings], [{ ...mapping, windowMs } as never]);
  return { core, queues, woken };
}

test.each([0, 1_000])('what comes new is worked off beside what is in flight, with a window of %s ms', (windowMs) => {
  const { core, queues, woken } = slowlyWorkedOff(windowMs);
  queues.send('work', 'one');
  core.runUntil(START + 3_000);
  queues.send('work', 'other');
  core.runUntil(START + 6_000);
  expect(woken).toHaveLength(2);
  expect(woken[1]).toBeLessThan(3_000 + windowMs + 200);
});

test('what comes while a batch gathers belongs to that batch', () => {
  const { core, queues, woken } = slowlyWorkedOff(1_000);
  queues.send('work', 'one');
  core.runUntil(START + 500);
  queues.send('work', 'other');
  core.runUntil(START + 9_000);
  expect(woken).toHaveLength(1);
});
