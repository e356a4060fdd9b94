import { MessageSent } from '../../../events/campaigns/message-sent.v1.ts';
import { localDate } from '../../../shared/kernel/time.ts';
import { type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { unusedRightsOf } from '../../support/rights.ts';

const campaign = {
  kind: 'birthday-greeting',
  name: 'Birthday',
  couponCode: 'BDAY10',
  template: { zh: '{name}，生日快乐！{coupon}', en: 'Happy birthday, {name}! {coupon}' },
  enabled: true,
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: '2100-01-01T00:00:00Z',
};
const today = localDate(new Date().toISOString(), 'Asia/Shanghai');

let platform: TestPlatform;
let staff: Person;
beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 's1');
});
afterAll(() => platform.discard());

const put = (campaignId: string, body: unknown) => staff.send('PUT', `/v1/admin/campaigns/${campaignId}`, body);

const celebrant = async (id: string, profile: object, granted: boolean[]) => {
  const caller = await signIn(platform, ['customer'], id);
  await caller.send('PATCH', '/v1/me', { birthday: today.slice(5), ...profile });
  for (const answer of granted) await caller.send('PUT', '/v1/me/consents/marketing', { granted: answer });
};

const wake = async (times: number) => {
  for (let time = 0; time < times; time += 1) platform.fireSchedule('local-campaigns-send-birthday-greetings');
  await platform.idle();
};

interface Page {
  items: { customerId: string; text: string; language: string; occurrence: string }[];
  nextCursor?: string;
}

const messages = async (query = ''): Promise<Page> =>
  (await staff.send('GET', `/v1/admin/messages${query}`)).body as Page;

describe('campaigns', () => {
  test('given one is written twice, then it is version 2, seen alone and in the list', async () => {
    expect(await put('draft', { ...campaign, enabled: false })).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await put('draft', { ...campaign, enabled: false })).toMatchObject({ status: 200, body: { version: 2 } });
    const expected = { campaignId: 'draft', version: 2, validFrom: '2019-12-31T16:00:00.000Z' };
    const one = await staff.send('GET', '/v1/admin/campaigns/draft');
    expect(one).toMatchObject({ status: 200, body: expected });
    await put('other', { ...campaign, enabled: false });
    const first = await staff.send('GET', '/v1/admin/campaigns?limit=1');
    expect(first).toMatchObject({ status: 200, body: { items: [expected] } });
    const { nextCursor } = first.body as Page;
    const next = await staff.send('GET', `/v1/admin/campaigns?limit=1&cursor=${nextCursor}`);
    expect(next.body).toMatchObject({ items: [{ campaignId: 'other' }] });
  });

  test.each([
    [{ template: { zh: '好', en: 'Dear {surname}' } }, 'campaigns.unknown-placeholder'],
    [{ couponCode: undefined }, 'campaigns.missing-coupon'],
    [{ template: { zh: '好' } }, 'request.invalid'],
    [{ validTo: '2019-01-01T00:00:00Z' }, 'request.invalid'],
    [{ kind: 'spam' }, 'request.invalid'],
    [{ version: 7 }, 'request.invalid'],
  ])('given %j in it, then it is refused', async (fault, code) => {
    expect(await put('bad', { ...campaign, ...fault })).toMatchObject({ status: 400, body: { code } });
  });

  test('given an unknown one, or a customer who asks, then 404 and 403', async () => {
    const unknown = await staff.send('GET', '/v1/admin/campaigns/none');
    expect(unknown).toMatchObject({ status: 404, body: { code: 'campaigns.unknown-campaign' } });
    const customer = await signIn(platform, ['customer'], 'c0');
    expect((await customer.send('GET', '/v1/admin/messages')).status).toBe(403);
  });
});

describe('birthday greetings', () => {
  beforeAll(async () => {
    await celebrant('li', { name: '李雷' }, [true]);
    await celebrant('ann', { language: 'en' }, [true]);
    await celebrant('silent', {}, []);
    await celebrant('withdrawn', {}, [true, false]);
    await celebrant('elsewhen', { birthday: today.endsWith('01-15') ? '06-15' : '01-15' }, [true]);
  });

  test('given no campaign in force, when the schedule wakes, then nobody is written to', async () => {
    await put('birthday', { ...campaign, validTo: '2020-02-01T00:00:00Z' });
    await wake(1);
    expect((await messages()).items).toEqual([]);
  });

  test('given it wakes three times at once, then who celebrates and consents gets one greeting, in the own language', async () => {
    await put('birthday', campaign);
    await wake(3);
    const { items } = await messages();
    expect(items.map(({ customerId, text }) => `${customerId}: ${text}`).sort()).toEqual([
      'ann: Happy birthday, friend! BDAY10',
      'li: 李雷，生日快乐！BDAY10',
    ]);
    expect(items.every(({ occurrence }) => occurrence === today)).toBe(true);
  });

  test('given the campaign is edited and wakes again, then nobody hears twice, and who came later once', async () => {
    await put('birthday', { ...campaign, name: 'Birthday again' });
    await celebrant('late', { name: 'Bo', language: 'en' }, [true]);
    await wake(1);
    const { items } = await messages();
    expect(items.map(({ customerId }) => customerId).sort()).toEqual(['ann', 'late', 'li']);
    expect(items[0]).toMatchObject({ customerId: 'late', campaignVersion: 3 });
  });

  test('given the birthday index still shows somebody who has withdrawn, then the commit itself refuses', async () => {
    await celebrant('lagging', {}, [true]);
    await platform.core.engine.link.call('UpdateItem', {
      TableName: 'local-customers',
      Key: { pk: { S: 'CUSTOMER#lagging' }, sk: { S: 'PROFILE' } },
      UpdateExpression: 'SET consents.marketing.granted = :no',
      ExpressionAttributeValues: { ':no': { BOOL: false } },
    });
    await wake(1);
    expect((await messages()).items.map(({ customerId }) => customerId)).not.toContain('lagging');
  });

  test('given the list is read by pages of one, then each message comes once, newest first', async () => {
    const read: string[] = [];
    let page = await messages('?limit=1');
    for (let pages = 0; pages < 10 && page.nextCursor; pages += 1) {
      read.push(...page.items.map(({ customerId }) => customerId));
      page = await messages(`?limit=1&cursor=${page.nextCursor}`);
    }
    expect(read[0]).toBe('late');
    expect([...read].sort()).toEqual(['ann', 'late', 'li']);
  });

  test('given the greetings, then each was announced once, without its text', () => {
    const announced = platform.core.bus.recent(1000).filter(({ detailType }) => detailType === MessageSent.detailType);
    expect(announced).toHaveLength(3);
    expect(JSON.stringify(announced)).not.toContain('BDAY10');
  });
});

test('given all of that, then no function of campaigns holds a right that it never used', () => {
  expect(unusedRightsOf(platform, 'campaigns')).toEqual([]);
});
