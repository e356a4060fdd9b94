import { Courtesy } from '../../../local/courtesy.ts';

/** Pieces of work that end when told, and the order in which they began. */
function workshop(courtesy: Courtesy) {
  const began: number[] = [];
  const ends = new Map<number, () => void>();
  const begin = (number: number) =>
    courtesy.inTurn(() => {
      began.push(number);
      return new Promise<number>((resolve) => ends.set(number, () => resolve(number)));
    });
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const end = async (number: number) => {
    ends.get(number)?.();
    await settle();
  };
  return { began, begin, settle, end };
}

beforeEach(() => jest.useFakeTimers({ doNotFake: ['performance'] }));
afterEach(() => jest.useRealTimers());

describe('given background work', () => {
  test('when nobody waits, then it is done side by side, eight at a time', async () => {
    const { began, begin, settle, end } = workshop(new Courtesy(() => 0));
    const all = Array.from({ length: 10 }, (_, number) => begin(number));
    await settle();
    expect(began).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (let number = 0; number < 10; number += 1) await end(number);
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('when somebody waits, then it is done one after the other, with a rest of four times its length', async () => {
    let now = 0;
    const courtesy = new Courtesy(() => now);
    courtesy.attend();
    const { began, begin, settle, end } = workshop(courtesy);
    const all = [begin(0), begin(1)];
    await settle();
    now = 5;
    await end(0);
    jest.advanceTimersByTime(19);
    await settle();
    expect(began).toEqual([0]);
    jest.advanceTimersByTime(1);
    await settle();
    expect(began).toEqual([0, 1]);
    await end(1);
    expect(await Promise.all(all)).toEqual([0, 1]);
  });

  test('when somebody was served a moment ago, then they are still expected; later they are not', async () => {
    let now = 0;
    const courtesy = new Courtesy(() => now);
    const leave = courtesy.attend();
    leave();
    now = 50;
    const { began, begin, settle, end } = workshop(courtesy);
    const all = [begin(0), begin(1)];
    await settle();
    expect(began).toEqual([0]);
    now = 101;
    await end(0);
    expect(began).toEqual([0, 1]);
    await end(1);
    await Promise.all(all);
  });

  test('when a piece fails, then the next has its turn', async () => {
    const courtesy = new Courtesy(() => 0);
    const bad = Promise.all(
      Array.from({ length: 9 }, () => courtesy.inTurn(() => Promise.reject(new Error('no'))).catch(() => 'failed')),
    );
    expect(await bad).toEqual(Array.from({ length: 9 }, () => 'failed'));
  });
});
