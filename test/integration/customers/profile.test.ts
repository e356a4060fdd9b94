import { CustomerProfileChanged } from '../../../events/customers/customer-profile-changed.v1.ts';
import { signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
});
afterAll(() => platform.discard());

const asCustomer = (id: string) => signIn(platform, ['customer'], id);

describe('a profile', () => {
  test('given a customer who has said nothing, when asked for, then it is the empty one', async () => {
    const { status, body } = await (await asCustomer('new')).send('GET', '/v1/me');
    expect(status).toBe(200);
    expect(body).toEqual({
      customerId: 'new',
      language: 'zh',
      consents: { marketing: false, personalisation: false },
      version: 0,
    });
  });

  test('given changes, then each makes a version, and what says nothing new makes none', async () => {
    const caller = await asCustomer('c1');
    const first = await caller.send('PATCH', '/v1/me', { name: 'Li', birthday: '1990-11-21' });
    expect(first).toMatchObject({ status: 200, body: { name: 'Li', birthday: '1990-11-21', version: 1 } });
    await caller.send('PATCH', '/v1/me', { language: 'en', name: null });
    await caller.send('PATCH', '/v1/me', { language: 'en' });
    const { body } = await caller.send('GET', '/v1/me');
    expect(body).toMatchObject({ birthday: '1990-11-21', language: 'en', version: 2 });
    expect(body).not.toHaveProperty('name');
  });

  test('given many changes at once, then each is a version of its own or refused as changed meanwhile', async () => {
    const caller = await asCustomer('busy');
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const replies = await Promise.all(names.map((name) => caller.send('PATCH', '/v1/me', { name })));
    const written = replies.filter(({ status }) => status === 200).length;
    for (const { body } of replies.filter(({ status }) => status !== 200)) {
      expect(body).toMatchObject({ status: 409, code: 'customers.changed-meanwhile' });
    }
    const { body } = await caller.send('GET', '/v1/me');
    expect(body).toMatchObject({ version: written });
  });

  test.each([
    [{ nickname: 'Li' }, 'request.invalid'],
    [{ name: '' }, 'request.invalid'],
    [{ name: 'Li\nLei' }, 'request.invalid'],
    [{ language: 'fr' }, 'request.invalid'],
    [{ phone: 'call me' }, 'request.invalid'],
    [{ birthday: '02-30' }, 'customers.bad-birthday'],
    [{ birthday: 'tomorrow' }, 'request.invalid'],
  ])('given %j, then it is refused', async (change, code) => {
    const reply = await (await asCustomer('bad')).send('PATCH', '/v1/me', change);
    expect(reply).toMatchObject({ status: 400, body: { code } });
  });

  test('given nobody, or staff, then there is no profile to see', async () => {
    expect((await platform.send('GET', '/v1/me')).status).toBe(401);
    expect((await (await signIn(platform, ['staff'], 's1')).send('GET', '/v1/me')).status).toBe(403);
  });
});

describe('consents', () => {
  test('given a yes and then a no, then the profile holds the last and each is announced by id only', async () => {
    const caller = await asCustomer('c2');
    await caller.send('PATCH', '/v1/me', { name: 'Secret Name' });
    const yes = await caller.send('PUT', '/v1/me/consents/marketing', { granted: true });
    expect(yes).toMatchObject({ status: 200, body: { consents: { marketing: true, personalisation: false } } });
    const no = await caller.send('PUT', '/v1/me/consents/marketing', { granted: false, channel: 'store' });
    expect(no).toMatchObject({ status: 200, body: { consents: { marketing: false }, version: 3 } });
    await platform.idle();
    const heard = platform.core.bus
      .recent(1000)
      .filter(
        ({ source, detailType }) =>
          `${source} ${detailType}` === `${CustomerProfileChanged.source} ${CustomerProfileChanged.detailType}`,
      )
      .map(({ detail }) => detail as { subject: string; data: unknown })
      .filter(({ subject }) => subject === 'c2');
    expect(heard.map(({ data }) => data)).toEqual([1, 2, 3].map((version) => ({ customerId: 'c2', version })));
    expect(JSON.stringify(heard)).not.toContain('Secret Name');
  });

  test.each([
    ['advertising', { granted: true }],
    ['marketing', { granted: 'yes' }],
    ['marketing', {}],
    ['marketing', { granted: true, at: '2020-01-01' }],
  ])('given %s %j, then it is refused', async (purpose, decision) => {
    const reply = await (await asCustomer('c3')).send('PUT', `/v1/me/consents/${purpose}`, decision);
    expect(reply).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});
