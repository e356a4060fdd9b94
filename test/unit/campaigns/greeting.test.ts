import { revise } from '../../../functions/campaigns/domain/campaign.ts';
import { greeting } from '../../../functions/campaigns/domain/greeting.ts';
import { placeholdersOf, render } from '../../../functions/campaigns/domain/message.ts';

const NOW = '2026-11-21T01:00:00.000Z';
const campaign = revise(
  undefined,
  'birthday',
  {
    kind: 'birthday-greeting',
    name: 'Birthday',
    couponCode: 'BDAY10',
    template: { zh: '{name}，生日快乐！券码 {coupon}', en: 'Happy birthday, {name}! Code {coupon}' },
    enabled: true,
    validFrom: NOW,
    validTo: '2027-01-01T00:00:00.000Z',
  },
  NOW,
);
const sending = { messageId: 'm1', occurrence: '2026-11-21', at: NOW };

describe('a greeting', () => {
  it.each([
    ['zh', '李雷', '李雷，生日快乐！券码 BDAY10'],
    ['en', 'Ann', 'Happy birthday, Ann! Code BDAY10'],
  ] as const)('given a customer who reads %s, then the text is in that language', (language, name, text) => {
    expect(greeting(campaign, { customerId: 'c1', name, language }, sending)).toMatchObject({
      ...sending,
      customerId: 'c1',
      campaignId: 'birthday',
      campaignVersion: 1,
      language,
      text,
      status: 'sent',
    });
  });

  it('given a customer without a name, then the customer is addressed all the same', () => {
    expect(greeting(campaign, { customerId: 'c1', language: 'en' }, sending).text).toBe(
      'Happy birthday, friend! Code BDAY10',
    );
  });
});

describe('rendering', () => {
  it('given a name that looks like a placeholder or a pattern, then it is text', () => {
    expect(render('{name} {coupon}', { name: '{coupon} $& $1', coupon: 'X' })).toBe('{coupon} $& $1 X');
  });

  it('given braces that close nothing, then they are text', () => {
    expect(placeholdersOf('a { b } } {name}')).toEqual([' b ', 'name']);
    expect(render('} {{name}', { name: 'Li', coupon: '' })).toBe('} {Li');
  });
});
