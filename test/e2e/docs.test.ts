import type { Page } from 'playwright-core';
import { openStage, overflows, type Stage, type Visitor } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterAll(() => stage?.close());

async function openDocs(locale: string, width?: number): Promise<Visitor> {
  const visitor = await stage.open(locale, width);
  await visitor.page.goto('/docs');
  await visitor.page.locator('#list a').first().waitFor();
  return visitor;
}

const shown = (page: Page) => page.locator('#main .address code').textContent();

describe('given the page of the API', () => {
  test('when somebody looks for a code by keyboard only, then the operation is found, opened and has the focus', async () => {
    const { page, faults } = await openDocs('en-GB');
    await page.keyboard.press('/');
    await page.keyboard.type('sold-out');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('#title').waitFor();
    expect(await shown(page)).toBe('/v1/orders');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('title');
    expect(faults).toEqual([]);
  });

  test('when somebody signs in as staff and lists a product, then the platform answers on the page', async () => {
    const { page, faults } = await openDocs('en-GB');
    await page.locator('#session select').selectOption('staff');
    await page.locator('#session button').click();
    await page.locator('#session > span').waitFor();
    await page.goto('/docs#putProduct');
    await page.locator('.try textarea').waitFor();
    await page.locator('.try button.main').click();
    await page.locator('.answer strong').waitFor();
    expect(await page.locator('.answer strong').textContent()).toBe('200');
    await page.goto('/docs#getProduct');
    await page.locator('#list a[href="#getProduct"][aria-current]').waitFor();
    await page.locator('.try button.main').click();
    await page.locator('.answer pre').waitFor();
    expect(JSON.parse((await page.locator('.answer pre').textContent()) ?? '')).toMatchObject({ sku: 'TEA-LONGJING' });
    expect(faults).toEqual([]);
  });

  test('when every operation is opened, then each can be tried and nothing breaks', async () => {
    const { page, faults } = await openDocs('en-GB');
    const links = await page
      .locator('#list a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    for (const link of links) {
      await page.locator(`#list a[href="${link}"]`).click();
      await page.locator(`#list a[href="${link}"][aria-current]`).waitFor();
      expect(await page.locator('.try').count()).toBe(1);
    }
    expect(links.length).toBeGreaterThan(30);
    expect(faults).toEqual([]);
  });

  test('when the language is changed, then the page says so, speaks it and remembers it', async () => {
    const { page } = await openDocs('zh-CN');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.locator('#language').click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await page.locator('#list a').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('when it is read on a phone, then nothing runs out of the screen', async () => {
    const { page } = await openDocs('zh-CN', 390);
    await page.goto('/docs#createPromotion');
    await page.locator('.try').waitFor();
    expect(await overflows(page)).toBe(false);
  });
});
