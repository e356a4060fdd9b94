import { buy, type Person, signIn } from '../support/buyer.ts';
import { fillShop, TEA } from './shop.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let staff: Person;

beforeAll(async () => {
  stage = await openStage();
  staff = await signIn(stage.platform, ['staff']);
  await fillShop(staff);
}, 120_000);

afterAll(() => stage?.close());

describe('given a promotion that is shown against a former price', () => {
  test('when its lawfulness is looked at, then what was found is shown, and what the law refuses is said at its field', async () => {
    await buy(await signIn(stage.platform, ['customer']), [TEA]);
    await stage.platform.idle();
    const { body: page } = await staff.send('GET', `/v1/products/${TEA}`);
    const { amount } = (page as { price: { amount: number } }).price;
    const body = {
      validFrom: '2020-01-01T00:00:00Z',
      validTo: '2090-01-01T00:00:00Z',
      name: 'Against',
      kind: 'amount-off',
      effect: { amount: 1 },
      scope: { skus: [TEA], channels: ['web'] },
      comparedPrices: [{ sku: TEA, price: amount - 100 }],
    };
    const { promotionId } = (await staff.send('POST', '/v1/admin/promotions', body)).body as { promotionId: string };
    const { page: browser, faults } = await stage.open('en-GB');
    await browser.goto(`/console/promotions?promotion=${promotionId}`);
    await browser.locator('#law p', { hasText: 'never went live' }).waitFor();
    await browser.locator('.standing button.primary').click();
    await browser.keyboard.press('Enter');
    await browser.locator('#law tr[data-verdict=true]').waitFor();

    const dearer = { ...body, comparedPrices: [{ sku: TEA, price: 10 * amount }] };
    await staff.send('PUT', `/v1/admin/promotions/${promotionId}`, dearer);
    await browser.goto(`/console/promotions?promotion=${promotionId}`);
    await browser.locator('.standing button.primary').click();
    await browser.keyboard.press('Enter');
    await browser.locator('.fault', { hasText: '规范促销行为暂行规定' }).waitFor();
    await staff.send('POST', `/v1/admin/promotions/${promotionId}/stop`);
    expect(faults).toEqual([]);
  });
});
