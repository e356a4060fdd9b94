import {
  checkBirthday,
  consents,
  decide,
  emptyProfile,
  monthDayOf,
  type Profile,
  revise,
} from '../../../functions/customers/domain/profile.ts';

const NOW = '2026-11-21T01:00:00.000Z';
const LATER = '2026-11-22T01:00:00.000Z';

describe('revising a profile', () => {
  it('given an empty profile, when fields are set, then version 1 holds them', () => {
    const profile = revise(emptyProfile('c1'), { name: 'Li', birthday: '11-21' }, NOW);
    expect(profile).toMatchObject({ customerId: 'c1', name: 'Li', birthday: '11-21', version: 1, updatedAt: NOW });
  });

  it('given a profile, when a change says nothing new, then there is no new version', () => {
    const before = revise(emptyProfile('c1'), { name: 'Li' }, NOW);
    expect(revise(before, { name: 'Li' }, LATER)).toBe(before);
    expect(revise(before, {}, LATER)).toBe(before);
    expect(revise(before, { phone: null }, LATER)).toBe(before);
  });

  it('given a profile, when a field is set to null, then it is gone and the others stay', () => {
    const before = revise(emptyProfile('c1'), { name: 'Li', phone: '+86 138 0000 0000' }, NOW);
    const after = revise(before, { phone: null }, LATER);
    expect(after.phone).toBeUndefined();
    expect(after).toMatchObject({ name: 'Li', version: 2 });
  });
});

describe('deciding about a purpose', () => {
  const granted = decide(emptyProfile('c1'), 'marketing', true, NOW);

  it('given silence, then nothing is consented to', () => {
    expect(consents(emptyProfile('c1'), 'marketing')).toBe(false);
  });

  it('given silence, when the customer says no, then that is a decision of its own', () => {
    const profile = decide(emptyProfile('c1'), 'marketing', false, NOW);
    expect(profile.version).toBe(1);
    expect(consents(profile, 'marketing')).toBe(false);
  });

  it('given a yes to one purpose, then the other is untouched', () => {
    expect(consents(granted, 'marketing')).toBe(true);
    expect(consents(granted, 'personalisation')).toBe(false);
  });

  it('given a yes, when it is said again, then nothing changes; when it is withdrawn, then it is gone', () => {
    expect(decide(granted, 'marketing', true, LATER)).toBe(granted);
    const withdrawn: Profile = decide(granted, 'marketing', false, LATER);
    expect(withdrawn).toMatchObject({ version: 2, consents: { marketing: { granted: false, at: LATER } } });
  });
});

describe('birthdays', () => {
  const today = '2026-11-21';

  it.each(['02-29', '2024-02-29', '2000-02-29', '12-31', '2026-11-21', '1990-01-01'])(
    'given %s, then it is a birthday',
    (birthday) => {
      expect(() => checkBirthday(birthday, today)).not.toThrow();
    },
  );

  it.each(['02-30', '2023-02-29', '1900-02-29', '13-01', '00-10', '04-31', '01-00', '2026-11-22'])(
    'given %s, then it is refused',
    (birthday) => {
      expect(() => checkBirthday(birthday, today)).toThrow(
        expect.objectContaining({ code: 'customers.bad-birthday', kind: 'invalid' }),
      );
    },
  );

  it('given a birthday with a year or without, then the day of the year is the same', () => {
    expect(monthDayOf('1990-11-21')).toBe('11-21');
    expect(monthDayOf('11-21')).toBe('11-21');
  });
});
