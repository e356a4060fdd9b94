import {
  endOf,
  type Group,
  type Member,
  openGroup,
  refusalOf,
  shownGroup,
  stepOf,
} from '../../../functions/group-buys/domain/group.ts';

const NOW = '2026-11-22T08:00:00.000Z';
const terms = { promotionId: 'promo', people: 3, hours: 24, validTo: '2026-12-01T00:00:00.000Z' };
const opened = openGroup(terms, 'group_1', NOW);

const member = (at: number, paid = false): Member => ({
  groupId: 'group_1',
  customerId: `c${at}`,
  orderId: `o${at}`,
  paid,
});

describe('a group', () => {
  test('given its terms, when it is opened, then its opener has a place and the deadline is so many hours away', () => {
    expect(opened).toMatchObject({ state: 'open', seats: 1, paid: 0, deadline: '2026-11-23T08:00:00.000Z' });
  });

  test('given a promotion that ends before, then that is the deadline: nobody could join after it', () => {
    const soon = '2026-11-22T09:00:00.000Z';
    expect(openGroup({ ...terms, validTo: soon }, 'group_1', NOW).deadline).toBe(soon);
  });

  test('given what it shows, then nobody is named', () => {
    expect(shownGroup({ ...opened, seats: 2, paid: 1 })).toEqual({
      groupId: 'group_1',
      promotionId: 'promo',
      state: 'open',
      people: 3,
      joined: 2,
      paid: 1,
      missing: 1,
      openedAt: NOW,
      deadline: opened.deadline,
    });
  });
});

describe('joining', () => {
  const cases: [string, Partial<Group> | undefined, string, string | undefined][] = [
    ['there is a place', {}, NOW, undefined],
    ['nobody knows it', undefined, NOW, 'unknown'],
    ['it is of another promotion', { promotionId: 'other' }, NOW, 'unknown'],
    ['all places are taken', { seats: 3 }, NOW, 'full'],
    ['it is complete', { state: 'complete', seats: 3, paid: 3 }, NOW, 'full'],
    ['it failed', { state: 'failed' }, NOW, 'over'],
    ['its deadline is now', {}, opened.deadline, 'over'],
  ];

  test.each(cases)('given that %s', (_what, more, now, refusal) => {
    expect(refusalOf(more && { ...opened, ...more }, 'promo', now)).toBe(refusal);
  });
});

describe('a payment', () => {
  const cases: [string, Partial<Group>, boolean, string][] = [
    ['others are missing', { seats: 3, paid: 1 }, false, 'counts'],
    ['it is the last one', { seats: 3, paid: 2 }, false, 'completes'],
    ['it was counted', { seats: 3, paid: 2 }, true, 'nothing'],
    ['the group is complete', { state: 'complete', paid: 3 }, false, 'nothing'],
    ['the group failed', { state: 'failed', paid: 1 }, false, 'comes-too-late'],
    ['the group failed after it was counted', { state: 'failed', paid: 1 }, true, 'nothing'],
  ];

  test.each(cases)('given that %s', (_what, more, paid, step) => {
    expect(stepOf({ ...opened, ...more }, member(1, paid))).toBe(step);
  });
});

describe('the deadline', () => {
  test('given all have paid though one was not counted yet, then it is complete', () => {
    expect(endOf(opened, [member(1, true), member(2, true), member(3)], new Set(['o3']))).toBe('complete');
  });

  test('given one is missing, or has not paid, then it failed', () => {
    expect(endOf(opened, [member(1, true), member(2, true)], new Set(['o3']))).toBe('failed');
    expect(endOf(opened, [member(1, true), member(2, true), member(3)], new Set())).toBe('failed');
  });
});
