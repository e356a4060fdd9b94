import { push, ship, signIn } from '../support/buyer.ts';
import { fillShop, TEA } from './shop.ts';
import { openStage, overflows, type Stage, tabTo } from './stage.ts';
import { buy, hasStatus, putIntoCart, totalOn } from './visit.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await fillShop(await signIn(stage.platform, ['staff']));
}, 120_000);

afterAll(() => stage?.close());

describe.each(['zh-CN', 'en-GB'])('given a buyer whose browser speaks %s, and whose parcel arrived', (locale) => {
  test('when they bring something back by keys, then they see what they get before they ask, and then that they got it', async () => {
    const { page, faults } = await stage.open(locale, 390);
    await putIntoCart(page, TEA);
    await page.goto('/cart');
    const paid = await totalOn(page);
    const orderId = await buy(page, 'approve');
    await hasStatus(page, 'PAID');
    const staff = await signIn(stage.platform, ['staff']);
    const trackingNumber = await ship(staff, orderId);
    const at = new Date().toISOString();
    await push(stage.platform, { trackingNumber, status: 'DELIVERED', at, eventId: `${orderId}-D` });

    await page.locator('details summary').first().waitFor();
    await tabTo(page, 'details summary', 100);
    await page.keyboard.press('Enter');
    await page.locator('details input[type=number]').first().fill('1');
    await page.locator('details input[name=reason]').fill('Too small');
    expect(await page.locator('[data-return]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.locator(`[data-refund="${paid}"]`).waitFor();
    expect(await overflows(page)).toBe(false);
    await tabTo(page, 'details button.primary', 100);
    await page.keyboard.press('Enter');
    await page.locator('[data-return=REQUESTED]').waitFor();

    const list = await staff.send('GET', `/v1/orders/${orderId}/returns`);
    const [back] = (list.body as { items: { returnId: string; lines: { sku: string; quantity: number }[] }[] }).items;
    const lines = (back?.lines ?? []).map((line) => ({ ...line, condition: 'resaleable' }));
    await staff.send('POST', `/v1/admin/returns/${back?.returnId}/receive`, { lines });
    await page.reload();
    await page.locator('[data-return=REFUNDED]').waitFor();
    await page.locator('[data-step="return received"]').waitFor();
    expect(faults).toEqual([]);
  });
});
