import { buy, type Person, signIn } from '../support/buyer.ts';
import { CUP, fillShop, TEA } from './shop.ts';
import { openStage, type Stage } from './stage.ts';
import { putIntoCart } from './visit.ts';

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

describe('given a cart that is near a promotion, and a coupon that saves as much as another', () => {
  test('when pieces are missing, then pieces are said, and not money; a tie is no loss', async () => {
    const always = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z', scope: { skus: [CUP] } };
    const live = async (more: object) => {
      const { body } = await staff.send('POST', '/v1/admin/promotions', { ...always, ...more });
      await staff.send('POST', `/v1/admin/promotions/${(body as { promotionId: string }).promotionId}/publish`);
    };
    const tiers = [{ quantity: 3, off: 100 }];
    await live({ name: 'Three cups', kind: 'threshold-off', effect: { tiers } });
    await live({ name: 'One less', kind: 'amount-off', effect: { amount: 1 } });
    const coupon = { mode: 'single', code: 'ASGOOD' };
    await live({ name: 'As good', kind: 'amount-off', layer: 'item', effect: { amount: 1 }, coupon });
    const { page, faults } = await stage.open('en-GB');
    await putIntoCart(page, CUP);
    await page.goto('/cart');
    await page.locator('.note.warn', { hasText: 'Pieces missing for “Three cups”: 2' }).waitFor();
    await page.locator('#coupon').fill('ASGOOD');
    await page.keyboard.press('Enter');
    await page.locator('[data-code="promotions.lost-to-better"]', { hasText: 'just as much' }).waitFor();
    expect(faults).toEqual([]);
  });
});
