import {
  type Change,
  draft,
  isOver,
  refuseApproval,
  revert,
  standingOf,
  windowOf,
} from '../../../functions/pricing/domain/change.ts';
import { type Reader, shownTo } from '../../../functions/pricing/domain/embargo.ts';
import type { Guards } from '../../../functions/pricing/domain/guard.ts';
import { reviseList } from '../../../functions/pricing/domain/list.ts';

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const NOW = at(10);

const asked = { reason: 'Autumn', entries: [{ sku: 'TEA', price: 77_777 }] };
const waiting = draft('change_1', asked, undefined, { author: 'ann', now: at(1) });
const planned: Change = { ...waiting, status: 'approved', from: at(20), to: at(25), approvedBy: 'bob' };

describe('the time in which a change holds', () => {
  test.each([
    ['nothing is said', {}, undefined, { from: NOW }],
    ['it was to begin in the past', { from: at(1) }, undefined, { from: NOW }],
    ['it is to begin later', { from: at(12), to: at(14) }, undefined, { from: at(12), to: at(14) }],
    ['its list begins later', { from: at(12) }, { validFrom: at(15), validTo: at(20) }, { from: at(15), to: at(20) }],
    ['it ends before its list', { to: at(18) }, { validFrom: at(1), validTo: at(20) }, { from: NOW, to: at(18) }],
  ])('when %s', (_what, wanted, list, window) => {
    expect(windowOf(wanted, list, NOW)).toEqual(window);
  });

  test.each([
    ['it is over', { to: at(9) }, undefined],
    ['it ends as it begins', { from: at(12), to: at(12) }, undefined],
    ['its list is over', {}, { validFrom: at(1), validTo: NOW }],
  ])('when %s, then there is none', (_what, wanted, list) => {
    expect(() => windowOf(wanted, list, NOW)).toThrow(expect.objectContaining({ code: 'pricing.bad-window' }));
  });
});

test.each<[string, string]>([
  [at(19), 'scheduled'],
  [at(20), 'applied'],
  [at(24), 'applied'],
  [at(25), 'ended'],
])('given an approved change, when it is %s, then it is %s: time alone decides', (now, standing) => {
  expect(standingOf(planned, now)).toBe(standing);
});

test('given a draft, then its author may not approve it, and nobody approves what is no draft', () => {
  expect(() => refuseApproval(waiting, 'ann')).toThrow(expect.objectContaining({ code: 'pricing.four-eyes' }));
  expect(() => refuseApproval(waiting, 'bob')).not.toThrow();
  const withdrawn = revert(waiting, 'ann', NOW);
  expect(() => refuseApproval(withdrawn, 'bob')).toThrow(expect.objectContaining({ code: 'pricing.not-a-draft' }));
  expect([withdrawn.status, revert(planned, 'ann', NOW).status]).toEqual(['withdrawn', 'reverted']);
  expect([waiting, withdrawn, planned].map(isOver)).toEqual([false, true, false]);
});

describe('given planned prices, then they are shown to', () => {
  const told: Guards = { readers: ['rita'] };
  const staff = (id: string, ...roles: string[]): Reader => ({ id, roles: ['staff', ...roles] });
  const isShown = (change: Change, reader: Reader, guards: Guards, now: string) =>
    JSON.stringify(shownTo(change, reader, guards, now)).includes('77777');

  test.each<[string, Reader, Guards, boolean]>([
    ['everybody on the staff where nobody is named', staff('bob'), {}, true],
    ['who is named', staff('rita'), told, true],
    ['who planned them', staff('ann'), told, true],
    ['an administrator', staff('root', 'admin'), told, true],
    ['nobody else', staff('bob'), told, false],
  ])('%s', (_who, reader, guards, shown) => {
    expect(isShown(planned, reader, guards, NOW)).toBe(shown);
    expect(isShown(waiting, reader, guards, NOW)).toBe(shown);
    expect(isShown(planned, reader, guards, at(20))).toBe(true);
  });

  test('nobody else either when they were taken back before anybody saw them', () => {
    const bob = staff('bob');
    expect(isShown(revert(planned, 'ann', NOW), bob, told, at(30))).toBe(false);
    expect(isShown(revert(planned, 'ann', at(22)), bob, told, at(30))).toBe(true);
    expect(isShown(revert(waiting, 'ann', NOW), bob, told, at(30))).toBe(false);
  });
});

describe('a list', () => {
  const details = { name: 'Live', channel: 'live' as const, validFrom: at(1), priority: 0 };

  test('given no prices in it, then all of it may change; given some, then its name alone', () => {
    const first = reviseList(undefined, 'live', details);
    expect(reviseList(first, 'live', { ...details, priority: 5 })).toMatchObject({ priority: 5, version: 2 });
    const used = { ...first, changes: 1 };
    expect(reviseList(used, 'live', { ...details, name: 'Streams' })).toMatchObject({ name: 'Streams', changes: 1 });
    expect(() => reviseList(used, 'live', { ...details, priority: 5, validTo: at(9) })).toThrow(
      expect.objectContaining({
        code: 'pricing.list-in-use',
        details: { errors: ['validTo', 'priority'].map((path) => ({ path, code: 'pricing.list-in-use' })) },
      }),
    );
  });

  test('given an end that is no later than the beginning, then it is refused', () => {
    const code = 'pricing.bad-window';
    expect(() => reviseList(undefined, 'live', { ...details, validTo: at(1) })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
