import type { Page } from 'playwright-core';

/** Where the test's buyer lives. */
export const ADDRESS = {
  name: 'Li Lei',
  phone: '13800000000',
  region: 'Zhejiang',
  city: 'Hangzhou',
  street: 'Lake Road 1',
};

/** The order whose page is shown. */
export const orderIdIn = (page: Page) => decodeURIComponent(page.url().split('/').pop() ?? '');

/** The total that is shown, in minor units. */
export const totalOn = async (page: Page) => Number(await page.locator('dd[data-total]').getAttribute('data-total'));

/** Waits until the order that is shown has a status. */
export const hasStatus = (page: Page, status: string) =>
  page.locator(`header [data-status=${status}]`).first().waitFor();

/** Puts one of a product into the cart. */
export async function putIntoCart(page: Page, sku: string): Promise<void> {
  await page.goto(`/products/${sku}`);
  await page.locator('main button.primary').click();
  await page.locator('main .note').waitFor();
}

/** Fills in the checkout; `outcome` is what the sandbox is to answer. */
export async function fillCheckout(page: Page, outcome: string): Promise<void> {
  await page.goto('/checkout');
  await page.locator('input[name=method][value=ship]').check();
  for (const [name, value] of Object.entries(ADDRESS)) await page.locator(`input[name=${name}]`).fill(value);
  await page.locator(`input[name=payment][value=${outcome}]`).check();
}

/** Buys what is in the cart; ends on the order's page and answers the order's id. */
export async function buy(page: Page, outcome: string): Promise<string> {
  await fillCheckout(page, outcome);
  await page.locator('aside button[type=submit]').click();
  await page.waitForURL(/\/orders\/.+/);
  return orderIdIn(page);
}
