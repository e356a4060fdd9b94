import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueueSettings } from '../../../local/queue-store.ts';
import { openQueues, type Queues } from '../../../local/queues.ts';
import { openState, type State } from '../../../local/state.ts';

const work: QueueSettings = { name: 'work', visibilityMs: 1000, delayMs: 0, redrive: { to: 'dead', maxReceives: 2 } };
const dead: QueueSettings = { name: 'dead', visibilityMs: 1000, delayMs: 0 };

describe('given a queue with a dead-letter queue', () => {
  let folder: string;
  let state: State;
  let queues: Queues;
  let now: number;
  const open = (): void => {
    state = openState(folder);
    queues = openQueues([work, dead], state, () => now);
  };
  const close = (): void => {
    queues.close();
    state.close();
  };
  const get = (name: string) => queues.get(name, 'test');
  beforeEach(() => {
    jest.useFakeTimers();
    now = 1_000_000;
    folder = mkdtempSync(join(tmpdir(), 'oneshelf-queue-'));
    open();
  });
  afterEach(() => {
    close();
    rmSync(folder, { recursive: true });
    jest.useRealTimers();
  });
  const pass = (ms: number): void => {
    now += ms;
    jest.advanceTimersByTime(ms);
  };

  test('when messages are received, then they come in order and nobody else sees them', () => {
    get('work').send([{ body: 'a' }, { body: 'b' }, { body: 'c' }]);
    expect(
      get('work')
        .receive(2)
        .map(({ body }) => body),
    ).toEqual(['a', 'b']);
    expect(get('work').counts()).toEqual({ visible: 1, inFlight: 2, delayed: 0 });
  });

  test('when a message is released, then it is visible again after the visibility and not before', () => {
    get('work').send([{ body: 'a' }]);
    get('work').release(get('work').receive(1));
    expect(get('work').receive(1)).toEqual([]);
    pass(1000);
    expect(get('work').receive(1)).toMatchObject([{ body: 'a', receives: 2 }]);
  });

  test('when a message has a delay, then it is invisible until it has passed', () => {
    get('work').send([{ body: 'later', delayMs: 500 }]);
    expect(get('work').counts()).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
    pass(500);
    expect(get('work').receive(1)).toMatchObject([{ body: 'later' }]);
  });

  test('when a message was received as often as allowed, then the next receive parks it', () => {
    get('work').send([{ body: 'poison' }]);
    for (let attempt = 0; attempt < 2; attempt += 1) get('work').release(get('work').receive(1), 0);
    expect(get('work').receive(1)).toEqual([]);
    expect(get('dead').peek()).toMatchObject([{ body: 'poison', receives: 0 }]);
    expect(queues.redrive('dead')).toBe(1);
    expect(get('work').receive(1)).toMatchObject([{ body: 'poison', receives: 1 }]);
  });

  test('when the process ends, then the messages are there again, those in flight included', () => {
    get('work').send([{ body: 'a' }, { body: 'b' }, { body: 'c', delayMs: 5000 }]);
    const [first] = get('work').receive(2);
    get('work').remove(first === undefined ? [] : [first]);
    close();
    open();
    expect(get('work').counts()).toEqual({ visible: 1, inFlight: 0, delayed: 1 });
    expect(get('work').receive(10)).toMatchObject([{ body: 'b', receives: 2 }]);
  });

  test('when a commit fails half-way, then nothing of it is kept', () => {
    expect(() =>
      state.atomically(() => {
        state.write('kind', 'key', 'value');
        throw new RangeError('half-way');
      }),
    ).toThrow(RangeError);
    expect(state.read('kind', 'key')).toBeUndefined();
  });
});
