import fc from 'fast-check';
import { birthdaysCelebratedOn } from '../../../functions/campaigns/domain/campaign.ts';
import { shift } from '../../../shared/kernel/time.ts';

const DAY_MS = 86_400_000;

describe('birthdays over a year', () => {
  it('given any year, then every day of birth is celebrated exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1950, max: 2150 }), (year) => {
        const celebrated: string[] = [];
        for (let day = `${year}-01-01T00:00:00.000Z`; day.slice(0, 4) === String(year); day = shift(day, DAY_MS)) {
          celebrated.push(...birthdaysCelebratedOn(day.slice(0, 10)));
        }
        expect(celebrated).toHaveLength(366);
        expect(new Set(celebrated).size).toBe(366);
      }),
    );
  });
});
