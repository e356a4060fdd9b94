import { offer, signIn } from '../support/buyer.ts';
import { eventually } from '../support/platform.ts';
import { openStage, type Stage } from './stage.ts';

const PRODUCTS = 14;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const staff = await signIn(stage.platform, ['staff']);
  for (let index = 0; index < PRODUCTS; index += 1)
    await offer(staff, `BOWL-${10 + index}`, { category: index < 3 ? 'tea' : 'ceramics' });
}, 120_000);

afterAll(() => stage?.close());

describe('given more products than fit on a page', () => {
  test('when more are asked for, then all are shown, each once', async () => {
    const { page } = await stage.open('en-GB');
    await page.goto('/');
    const tiles = page.locator('[role=status] + ul > .tile');
    await tiles.nth(11).waitFor();
    expect(await tiles.count()).toBe(12);
    await page.getByRole('button', { name: 'Show more' }).click();
    await tiles.nth(PRODUCTS - 1).waitFor();
    expect(new Set(await tiles.locator('h3').allTextContents()).size).toBe(PRODUCTS);
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });

  test('when a category is chosen and something is looked for in it, then only that is shown, and Back undoes it', async () => {
    const { page } = await stage.open('en-GB');
    await page.goto('/');
    const tiles = page.locator('[role=status] + ul > .tile');
    await page.getByRole('link', { name: 'Tea', exact: true }).click();
    await page.waitForURL(/category=tea/);
    await tiles.nth(2).waitFor();
    await page.locator('input[type=search]').fill('BOWL-11');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=BOWL-11/);
    await eventually(async () => (await tiles.count()) === 1);
    await page.goBack();
    await eventually(async () => (await tiles.count()) === 3);
  });

  test('when nothing is found, then the page says so', async () => {
    const { page } = await stage.open('zh-CN');
    await page.goto('/?q=nothing-of-this-name');
    await page.getByText('没有找到商品').waitFor();
  });
});

describe('given the shop cannot be reached', () => {
  test('when the visitor tries again after it is back, then the products are there', async () => {
    const { page } = await stage.open('en-GB');
    await page.route('**/v1/products?*', (route) => route.abort());
    await page.goto('/');
    await page.locator('[data-code="sdk.unreachable"]').waitFor();
    await page.unroute('**/v1/products?*');
    await page.locator('[data-code="sdk.unreachable"] button').click();
    await page.locator('.tile').first().waitFor();
  });

  test('when a product is asked for that is not there, then the page says so by its code', async () => {
    const { page } = await stage.open('en-GB');
    await page.goto('/products/NO-SUCH-PRODUCT');
    await page.locator('[data-code="catalog.unknown-sku"]').waitFor();
  });
});
