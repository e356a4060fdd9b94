import {
  type EventView,
  isPlatformState,
  KEPT,
  matches,
  merged,
  pairsOf,
  timeOf,
  trailOf,
} from '../../../clients/console/src/state.ts';

const event = (id: string, detail: unknown = {}, time = '2026-11-21T10:00:00Z'): EventView => ({
  id,
  time,
  source: 'oneshelf.orders',
  detailType: 'OrderPlaced.v1',
  rules: [],
  detail,
});

describe('given queues', () => {
  test('then each stands with its dead letters, trouble first', () => {
    const queue = (name: string, visible: number) => ({ name, visible, inFlight: 1, deadLetter: false });
    const dead = (name: string, visible: number, canRedrive = true) => ({
      ...queue(name, visible),
      deadLetter: true,
      canRedrive,
    });
    const pairs = pairsOf([
      queue('a', 0),
      dead('a-dlq', 0),
      queue('b', 5),
      dead('b-dlq', 2),
      dead('s-dlq', 0),
      dead('t-dlq', 0, false),
    ]);
    expect(pairs).toEqual([
      { name: 'b', visible: 5, inFlight: 1, deadName: 'b-dlq', dead: 3, isQueue: true, canRedrive: true },
      { name: 'a', visible: 0, inFlight: 1, deadName: 'a-dlq', dead: 1, isQueue: true, canRedrive: true },
      { name: 's', visible: 0, inFlight: 0, deadName: 's-dlq', dead: 1, isQueue: false, canRedrive: true },
      { name: 't', visible: 0, inFlight: 0, deadName: 't-dlq', dead: 1, isQueue: false, canRedrive: false },
    ]);
  });
});

describe('given events', () => {
  test('when more of them come, some for the second time, then each is there once, the newest first', () => {
    const known = [event('b', {}, '2026-11-21T10:00:01Z'), event('a')];
    const more = [event('a'), event('c', { occurredAt: '2026-11-21T10:00:01.500Z' })];
    expect(merged(known, more).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  test('when there are too many, then the oldest are dropped', () => {
    const many = Array.from({ length: KEPT + 5 }, (_, index) => event(String(index)));
    expect(merged([], many)).toHaveLength(KEPT);
  });

  test('when their detail is not what it should be, then they can still be shown', () => {
    expect(trailOf(event('a', null))).toEqual({});
    expect(trailOf(event('a', 'text'))).toEqual({});
    expect(trailOf(event('a', { subject: 1, correlationId: 'c' }))).toEqual({ correlationId: 'c' });
    expect(timeOf(event('a', { occurredAt: 1 }))).toBe('2026-11-21T10:00:00Z');
  });

  test.each([
    ['', true],
    ['  ', true],
    ['orderplaced', true],
    ['corr-7', true],
    ['orders corr-7', true],
    ['orders corr-8', false],
  ])('when they are filtered by %p, then whether one is shown is %p', (filter, shown) => {
    expect(matches(event('a', { correlationId: 'corr-7' }), filter)).toBe(shown);
  });
});

describe('given what came for the state', () => {
  test.each([null, 'text', {}, { code: 'gateway.unknown-route' }, { functions: [], queues: [] }])(
    'when it is %p, then it is not taken for one',
    (value) => {
      expect(isPlatformState(value)).toBe(false);
    },
  );
});
