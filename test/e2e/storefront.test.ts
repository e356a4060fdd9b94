import { buy as buyFor, offer, push, ship, signIn } from '../support/buyer.ts';
import { eventually } from '../support/platform.ts';
import { CUP, fillShop, TEA } from './shop.ts';
import { openStage, overflows, type Stage, tabTo } from './stage.ts';
import { ADDRESS, buy, fillCheckout, hasStatus, orderIdIn, putIntoCart, totalOn } from './visit.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await fillShop(await signIn(stage.platform, ['staff']));
}, 120_000);

afterAll(() => stage?.close());

async function deliver(orderId: string): Promise<void> {
  const trackingNumber = await ship(await signIn(stage.platform, ['staff']), orderId);
  for (const status of ['IN_TRANSIT', 'DELIVERED']) {
    const at = new Date().toISOString();
    const { status: answered } = await push(stage.platform, {
      trackingNumber,
      status,
      at,
      eventId: `${orderId}-${status}`,
    });
    expect(answered).toBe(200);
  }
}

describe.each([
  { locale: 'zh-CN', lang: 'zh-CN', tea: '明前龙井', hint: '再买', threshold: '满100减10' },
  { locale: 'en-GB', lang: 'en', tea: 'Longjing tea', hint: 'more', threshold: '10 off from 100' },
])('given a visitor whose browser speaks $locale', ({ locale, lang, tea, hint, threshold }) => {
  test('when they buy and the parcel arrives, then they can follow it and review what they bought', async () => {
    const { page, faults } = await stage.open(locale);
    await page.goto('/');
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    await page.locator('input[type=search]').fill(tea.slice(0, 4));
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: tea }).first().click();
    await page.locator('main button.primary').click();
    await page.goto('/cart');
    expect(await page.locator('.note.warn').textContent()).toContain(hint);
    expect(await page.locator('.note.warn').textContent()).toContain(threshold);
    expect(await totalOn(page)).toBe(6_800);

    await page.locator('.cart-line button').nth(1).click();
    await page.locator('dd[data-total="12600"]').waitFor();
    await page.locator('#coupon').fill('NO-SUCH-CODE');
    await page.keyboard.press('Enter');
    await page.locator('[data-code="promotions.coupon-unknown"]').waitFor();

    const orderId = await buy(page, 'approve');
    await hasStatus(page, 'PAID');
    await deliver(orderId);
    await page.locator('header [data-status=DELIVERED], header [data-status=COMPLETED]').first().waitFor();
    await page.locator('[data-step="parcel DELIVERED"]').waitFor();

    await page.locator('input[name=rating][value="5"]').check();
    await page.locator('textarea[name=text]').fill(`${lang} ${tea}`);
    await page.locator('form:has(textarea) button[type=submit]').click();
    await page.locator('p.note[role=status]').waitFor();
    await page.goto(`/products/${TEA}`);
    await page.getByText(`${lang} ${tea}`).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('given a cart', () => {
  test('when the payment is declined, then it can be paid again on the same order', async () => {
    const { page } = await stage.open('en-GB');
    await putIntoCart(page, CUP);
    const orderId = await buy(page, 'decline');
    await page.locator('form [name=payment][value=pending]').check();
    await page.locator('form button.primary').click();
    await page.locator('section[aria-label] .row button').first().click();
    await hasStatus(page, 'PAID');
    expect(orderIdIn(page)).toBe(orderId);
  });

  test('when the answer is lost and the page is loaded again, then there is one order', async () => {
    const { page } = await stage.open('en-GB');
    await putIntoCart(page, CUP);
    await fillCheckout(page, 'approve');
    // The shop hears the order, the visitor never hears the shop: the worst moment to lose the line.
    await page.route('**/v1/orders', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.locator('aside button[type=submit]').dblclick();
    await page.locator('[data-code="sdk.unreachable"]').waitFor();
    await page.unroute('**/v1/orders');
    await page.reload();
    await page.waitForURL(/\/orders\/.+/);
    await page.goto('/orders');
    await page.locator('main li [data-status]').first().waitFor();
    expect(await page.locator('main li [data-status]').count()).toBe(1);
  });

  test('when somebody else takes the last piece, then the visitor is told which product it was', async () => {
    await offer(await signIn(stage.platform, ['staff']), 'LAST-01', { stock: 1 });
    const { page } = await stage.open('en-GB');
    await putIntoCart(page, 'LAST-01');
    await fillCheckout(page, 'approve');
    await buyFor(await signIn(stage.platform, ['customer']), ['LAST-01']);
    await page.locator('aside button[type=submit]').click();
    const problem = page.locator('[data-code="inventory.sold-out"]');
    await problem.waitFor();
    expect(await problem.textContent()).toContain('LAST-01');
  });

  test('when a visitor looks for what is chosen already, then nothing is', async () => {
    const { page } = await stage.open('en-GB');
    await putIntoCart(page, CUP);
    await page.goto('/checkout');
    await page.locator('input[name=payment]').first().waitFor();
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.goto('/');
    await page.locator('[data-personalised]').waitFor();
    expect(await page.locator('input:checked').count()).toBe(0);
  });
});

describe('given suggestions', () => {
  test('when they are switched to personal and back, then the shop is asked so each time', async () => {
    const { page } = await stage.open('en-GB');
    const asked: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname === '/v1/recommendations') asked.push(url.searchParams.get('personalised') ?? '');
    });
    await page.goto('/');
    const box = page.locator('[data-personalised] input[type=checkbox]');
    await box.check();
    await eventually(() => asked.length === 2);
    await box.uncheck();
    await eventually(() => asked.length === 3);
    expect(asked).toEqual(['false', 'true', 'false']);
  });
});

describe('given a language chosen by hand', () => {
  test('when the page is loaded again, then it is still that language', async () => {
    const { page } = await stage.open('en-GB');
    await page.goto('/');
    await page.locator('header button[lang=zh]').click();
    await page.getByRole('link', { name: '明前龙井' }).first().waitFor();
    await page.reload();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });
});

describe('given a visitor without a mouse', () => {
  test('when they use keys only, then they can buy', async () => {
    const { page } = await stage.open('en-GB');
    await page.goto('/');
    await page.locator('.tile').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await tabTo(page, `a[href="/products/${CUP}"]`);
    await page.keyboard.press('Enter');
    await page.locator('main button.primary').waitFor();
    await tabTo(page, 'main button.primary');
    await page.keyboard.press('Enter');
    await tabTo(page, 'a[href="/cart"]');
    await page.keyboard.press('Enter');
    await page.locator('dd[data-total]').waitFor();
    await tabTo(page, 'aside button.primary');
    await page.keyboard.press('Enter');
    await page.locator('input[name=method]').first().waitFor();
    await tabTo(page, 'input[name=method]');
    await page.keyboard.press('Space');
    for (const [name, value] of Object.entries(ADDRESS)) {
      await tabTo(page, `input[name=${name}]`);
      await page.keyboard.type(value);
    }
    await tabTo(page, 'input[name=payment]');
    await page.keyboard.press('Space');
    await tabTo(page, 'aside button[type=submit]');
    await page.keyboard.press('Enter');
    await hasStatus(page, 'PAID');
  });
});

describe.each(['zh-CN', 'en-GB'])('given a phone of 390 pixels that speaks %s', (locale) => {
  test('when the pages are looked at, then none is wider than the screen', async () => {
    const { page } = await stage.open(locale, 390);
    const wide: string[] = [];
    const look = async () => {
      await page.locator('main h1').waitFor();
      if (await overflows(page)) wide.push(page.url());
    };
    await putIntoCart(page, TEA);
    for (const path of ['/', `/products/${TEA}`, '/cart', '/checkout', '/orders']) {
      await page.goto(path);
      await look();
    }
    await buy(page, 'approve');
    await hasStatus(page, 'PAID');
    await look();
    expect(wide).toEqual([]);
  });
});
