import { buy, type Person, signIn } from '../support/buyer.ts';
import { eventually } from '../support/platform.ts';
import { CUP, fillShop, TEA } from './shop.ts';
import { openStage, overflows, type Stage, tabTo, type Visitor } from './stage.ts';

const ALWAYS = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z' };

let stage: Stage;
let staff: Person;

beforeAll(async () => {
  stage = await openStage();
  staff = await signIn(stage.platform, ['staff']);
  await fillShop(staff);
}, 120_000);

afterAll(() => stage?.close());

async function openPage(locale = 'en-GB', width?: number): Promise<Visitor> {
  const visitor = await stage.open(locale, width);
  await visitor.page.goto('/console/promotions');
  await visitor.page.locator('[data-promotion]').first().waitFor();
  return visitor;
}

const quoted = async () => {
  const cart = { channel: 'web', lines: [{ sku: CUP, quantity: 1 }] };
  return ((await staff.send('POST', '/v1/quotes', cart)).body as { total: number }).total;
};

describe('given a marketer at a desk', () => {
  test('when they write a promotion, then what is wrong is said at its field, the draft is tried on a cart, goes live, and is stopped', async () => {
    const { page, faults } = await openPage();
    await page.locator('[data-new]').click();
    await page.locator('[name="name.en"]').fill('A fifth off');
    await page.locator('[name="effect.percent"]').fill('120');
    await page.locator('[name=validFrom]').fill('2020-01-01T00:00');
    await page.locator('[name=validTo]').fill('2090-01-01T00:00');
    await page.locator('[data-save]').click();
    await page.locator('[data-field="effect.percent"] .fault').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('effect.percent');

    await page.locator('[name="effect.percent"]').fill('20');
    await page.locator('[data-save]').click();
    await page.locator('#editor [data-phase=draft]').waitFor();
    await page.locator('[name=goods]').fill(`${CUP}`);
    await page.locator('[name=goods]').blur();
    await page.locator('[data-tried="3600"]').waitFor();
    expect(await quoted()).toBe(4_500);

    await page.locator('.standing button.primary').click();
    await page.locator('.confirm button[type=submit]').click();
    await page.locator('#editor [data-phase=running]').waitFor();
    expect(await quoted()).toBe(3_600);

    await page.locator('.standing button.danger').click();
    expect(await page.locator('.confirm button[type=submit]').isDisabled()).toBe(true);
    await page.locator('[name=confirm]').fill('A fifth off');
    await page.locator('.confirm button[type=submit]').click();
    await page.locator('#editor [data-phase=stopped]').waitFor();
    await page.locator('.said', { hasText: /\S/ }).waitFor();
    expect(await quoted()).toBe(4_500);
    expect(faults).toEqual([]);
  });

  test('when they look for one by name and by state, then only that is left', async () => {
    const { page } = await openPage();
    await page.locator('[name=search]').fill('满100');
    await eventually(async () => (await page.locator('[data-promotion]').count()) === 1);
    await page.locator('[name=phase]').selectOption('draft');
    await eventually(async () => (await page.locator('[data-promotion]').count()) === 0);
  });
});

describe('given orders of the past, and a promotion that would sell below cost', () => {
  test('when it is rehearsed, then the finding is shown, it does not go live, and an administrator may say why it does', async () => {
    const product = { category: 'ceramics', name: { zh: '青瓷茶杯', en: 'Celadon cup' }, status: 'active' };
    const price = { amount: 4_500, currency: 'CNY' };
    await staff.send('PUT', `/v1/admin/products/${CUP}`, {
      ...product,
      price,
      cost: { amount: 4_000, currency: 'CNY' },
    });
    const buyer = await signIn(stage.platform, ['customer']);
    await buy(buyer, [CUP]);
    await stage.platform.idle();
    const limits = { budget: 100_000 };
    const body = { name: 'Ruin', kind: 'percent-off', effect: { percent: 60 }, limits, ...ALWAYS };
    const { promotionId } = (await staff.send('POST', '/v1/admin/promotions', body)).body as { promotionId: string };

    const { page, faults } = await openPage();
    await page.goto(`/console/promotions?promotion=${promotionId}`);
    await page.locator('#rehearsal button[type=submit]').click();
    await page.locator('[data-finding="rehearsals.below-floor"][data-colour=red] table').waitFor();
    await page.locator('#rehearsal .drawing svg').waitFor();

    await page.locator('.standing button.primary').click();
    await page.keyboard.press('Enter');
    await page.locator('[name=override]').fill('clearance');
    await page.locator('.standing button.primary').click();
    await page.keyboard.press('Enter');
    await page.locator('#editor [data-phase=running]').waitFor();
    await page.locator('#burn-down .figures-list').waitFor();
    await page.locator(`[data-promotion="${promotionId}"] meter`).waitFor();
    await page.locator('#calendar td button', { hasText: 'Ruin' }).first().waitFor();
    await staff.send('POST', `/v1/admin/promotions/${promotionId}/stop`);
    expect(faults).toEqual([]);
  });
});

describe('given a promotion that somebody saw and bought with', () => {
  test('when its effect is looked at, then it is counted by channel, compared, and said what the comparison cannot say', async () => {
    const send = async (body: object) => {
      const reply = await staff.send('POST', '/v1/admin/promotions', body);
      return (reply.body as { promotionId: string }).promotionId;
    };
    const tenth = { name: 'Seen', kind: 'percent-off', effect: { percent: 10 }, scope: { skus: [TEA] }, ...ALWAYS };
    const promotionId = await send({ ...tenth, funders: [{ funder: 'tea-house', percent: 50 }] });
    await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
    const at = new Date().toISOString();
    const seen = { type: 'impression', promotionId, channel: 'mini-program', at, sessionId: 'e2e' };
    await stage.platform.send('POST', '/v1/behaviour', { events: [seen] });
    await buy(await signIn(stage.platform, ['customer']), [TEA]);
    await stage.platform.idle();

    const { page, faults } = await openPage();
    await page.goto(`/console/promotions?promotion=${promotionId}`);
    await page.locator('#effect tr[data-channel=web] [data-orders="1"]').waitFor();
    expect(await page.locator('#effect tbody tr').count()).toBeGreaterThanOrEqual(3);
    await page.locator('#effect p', { hasText: 'tea-house' }).waitFor();
    await page.locator('#comparison tr[data-outcome=net]').waitFor();
    await page.locator('[data-caveat=not-by-chance]').waitFor();

    // Somebody buys while somebody looks.
    await buy(await signIn(stage.platform, ['customer']), [TEA]);
    await stage.platform.idle();
    await page.locator('#effect tr[data-channel=web] [data-orders="2"]').waitFor();

    const draft = await send({ ...tenth, name: 'Unseen', scope: { skus: [TEA], holdOut: 10 } });
    await page.goto(`/console/promotions?promotion=${draft}`);
    await page.locator('#effect p.soft').waitFor();
    expect(await page.locator('[name="scope.holdOut"]').inputValue()).toBe('10');
    expect(await page.locator('#comparison').count()).toBe(0);
    await staff.send('POST', `/v1/admin/promotions/${promotionId}/stop`);
    const { page: phone } = await openPage('zh-CN', 390);
    await phone.goto(`/console/promotions?promotion=${promotionId}`);
    await phone.locator('#comparison h4', { hasText: '带来了什么' }).waitFor();
    expect(await overflows(phone)).toBe(false);
    expect(faults).toEqual([]);
  });
});

describe('given a marketer without a mouse, with a phone that speaks Chinese', () => {
  test('when they open the threshold, try it and save it anew by keys, then the next version is a draft beside the live one', async () => {
    const { page, faults } = await openPage('zh-CN', 390);
    await page.locator('[name=search]').fill('满100');
    await eventually(async () => (await page.locator('[data-promotion]').count()) === 1);
    await tabTo(page, '[data-promotion] button');
    await page.keyboard.press('Enter');
    await page.locator('[name="effect.tiers.0.off"]').waitFor();
    await tabTo(page, '[name="effect.tiers.0.off"]');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    await page.locator('#editor .badge', { hasText: '1' }).waitFor();
    await tabTo(page, '[name=goods]', 100);
    await page.keyboard.type(`${TEA} x 2`);
    await page.keyboard.press('Tab');
    await page.locator('[data-tried="11600"]').waitFor();
    expect(await overflows(page)).toBe(false);

    await tabTo(page, '.standing button.danger', 20);
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('name') === 'confirm'));
    await page.keyboard.press('Escape');
    expect(await page.locator('.confirm').count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
