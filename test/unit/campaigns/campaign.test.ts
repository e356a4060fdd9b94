import {
  birthdaysCelebratedOn,
  type CampaignDetails,
  checkDetails,
  isInForce,
  revise,
} from '../../../functions/campaigns/domain/campaign.ts';

const details: CampaignDetails = {
  kind: 'birthday-greeting',
  name: 'Birthday',
  couponCode: 'BDAY10',
  template: { zh: '{name}，生日快乐！{coupon}', en: 'Happy birthday, {name}! {coupon}' },
  enabled: true,
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
};
const NOW = '2026-11-21T01:00:00.000Z';

describe('a campaign', () => {
  const campaign = revise(undefined, 'birthday', details, NOW);

  it('given none, when it is written, then it is version 1; written again, version 2', () => {
    expect(campaign).toMatchObject({ campaignId: 'birthday', version: 1 });
    expect(revise(campaign, 'birthday', details, NOW).version).toBe(2);
  });

  it.each([
    ['2025-12-31T23:59:59.999Z', false],
    ['2026-01-01T00:00:00.000Z', true],
    ['2026-12-31T23:59:59.999Z', true],
    ['2027-01-01T00:00:00.000Z', false],
  ])('given its window, when it is %s, then in force is %s', (now, expected) => {
    expect(isInForce(campaign, now)).toBe(expected);
  });

  it('given it is not enabled, then it is not in force', () => {
    expect(isInForce({ ...campaign, enabled: false }, NOW)).toBe(false);
  });
});

describe('templates of a campaign', () => {
  it('given known placeholders and a coupon, then they are taken', () => {
    expect(() => checkDetails(details)).not.toThrow();
  });

  it('given an unknown placeholder, then it is refused with its place', () => {
    expect(() => checkDetails({ ...details, template: { zh: 'ok', en: 'Dear {surname}' } })).toThrow(
      expect.objectContaining({
        code: 'campaigns.unknown-placeholder',
        details: { errors: [{ path: 'template.en', code: 'campaigns.unknown-placeholder' }] },
      }),
    );
  });

  it('given a coupon in the text but none to hand out, then it is refused', () => {
    expect(() => checkDetails({ ...details, couponCode: undefined })).toThrow(
      expect.objectContaining({ code: 'campaigns.missing-coupon' }),
    );
  });
});

describe('whose birthday is celebrated', () => {
  it.each([
    ['2026-11-21', ['11-21']],
    ['2026-02-28', ['02-28', '02-29']],
    ['2028-02-28', ['02-28']],
    ['2028-02-29', ['02-29']],
    ['2000-02-29', ['02-29']],
    ['2100-02-28', ['02-28', '02-29']],
    ['2026-12-31', ['12-31']],
  ])('given %s, then %s', (date, monthDays) => {
    expect(birthdaysCelebratedOn(date)).toEqual(monthDays);
  });
});
