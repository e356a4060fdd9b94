import { localDate } from '../../shared/kernel/time.ts';
import { buy, offer, type Person, signIn } from '../support/buyer.ts';
import { orderBody, place } from '../support/orders.ts';
import { eventually, sendJson } from '../support/platform.ts';
import { CUP, fillShop, TEA } from './shop.ts';
import { openConsole, openStage, overflows, type Stage, tabTo, type Visitor } from './stage.ts';

const BIRTHDAYS = 'local-campaigns-send-birthday-greetings';

let stage: Stage;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  stage = await openStage();
  staff = await signIn(stage.platform, ['staff']);
  buyer = await signIn(stage.platform, ['customer']);
  await fillShop(staff);
}, 120_000);

afterAll(() => stage?.close());

const openLive = (locale?: string, width?: number) => openConsole(stage, locale, width);

const ordersIn = async ({ page }: Visitor, status: string) =>
  Number(await page.locator(`button[data-status=${status}] strong`).textContent());

describe('given the console is open', () => {
  test('when an order is placed, then its events and the count of its state appear by themselves', async () => {
    const visitor = await openLive();
    const { page, faults } = visitor;
    await page.locator('button[data-status=PAID]').waitFor();
    const before = await ordersIn(visitor, 'PAID');
    const orderId = await buy(buyer, [TEA, CUP]);
    await page.locator('[data-event="OrderPaid.v1"] summary', { hasText: orderId }).waitFor();
    await eventually(async () => (await ordersIn(visitor, 'PAID')) === before + 1);
    expect(faults).toEqual([]);
  });

  test('when events are filtered by the correlation id of one, then only that order is left', async () => {
    const { page } = await openLive();
    const [orderId] = [await buy(buyer, [TEA]), await buy(buyer, [CUP])];
    const row = page.locator('[data-event="OrderPlaced.v1"]', { hasText: orderId });
    await row.locator('summary').click();
    await row.locator('.ids button').click();
    await eventually(async () => (await page.locator('[data-event="OrderPlaced.v1"]').count()) === 1);
    expect(await page.locator('[data-event="OrderPlaced.v1"]').textContent()).toContain(orderId);
  });

  test('when it is held still, then new events wait until it goes on', async () => {
    const { page } = await openLive();
    await page.locator('#events button[aria-pressed=false]').click();
    const orderId = await buy(buyer, [CUP]);
    await eventually(async () => /[1-9]/.test((await page.locator('#events button').first().textContent()) ?? ''));
    expect(await page.locator('.events summary', { hasText: orderId }).count()).toBe(0);
    await page.locator('#events button[aria-pressed=true]').click();
    await page.locator('.events summary', { hasText: orderId }).first().waitFor();
  });

  test('when an order is chosen, then its story is told with correlation ids', async () => {
    const { page } = await openLive();
    const orderId = await buy(buyer, [CUP]);
    await page.locator('button[data-status=PAID]').click();
    await page.locator('#orders td button', { hasText: orderId }).click();
    await page.locator('.story tbody tr', { hasText: 'PAID' }).first().waitFor();
    expect(await page.locator('.story tbody button').count()).toBeGreaterThan(0);
  });

  test('when the stock of an article is looked up, then what is sold is gone from what is available', async () => {
    const { page } = await openLive();
    await page.locator('#sku').fill(TEA);
    await page.keyboard.press('Enter');
    await page.locator('#stock tbody tr').waitFor();
    expect(Number(await page.locator('#stock tbody td').nth(2).textContent())).toBeLessThan(50);
  });
});

describe('given units that are promised and not there', () => {
  test('when nobody lacks any, then that is said; when some break, then they are named, by keys their stock is looked up', async () => {
    const { page } = await openLive('zh-CN');
    await page.locator('#shortages [data-shortages=none]').waitFor();
    await offer(staff, 'VASE-01', { stock: 2 });
    await place(buyer, 'lacking', orderBody({ 'VASE-01': 2 }, 'pending'));
    const broken = { sku: 'VASE-01', locationId: 'main', quantity: 1, reference: 'fell', step: 'found' };
    await staff.send('POST', '/v1/admin/stock/damages', broken);
    const row = page.locator('[data-short="VASE-01 main"]');
    await row.waitFor();
    expect(await row.locator('td').allTextContents()).toEqual(['1', 'main', '2']);
    await tabTo(page, '[data-short] button', 200);
    await page.keyboard.press('Enter');
    await page.locator('#stock tbody tr').waitFor();
    expect(await page.locator('#sku').inputValue()).toBe('VASE-01');
  });

  test('when they cannot be asked for, then that is said in place of a list', async () => {
    const { page } = await stage.open('en-GB', 390);
    await page.route('**/v1/admin/stock-shortages*', (route) => route.abort());
    await page.goto('/console');
    await page.locator('#shortages [role=alert]').waitFor();
    expect(await page.locator('#shortages [data-shortages=none]').count()).toBe(0);
    expect(await overflows(page)).toBe(false);
  });
});

describe('given a customer whose birthday is today', () => {
  test('when the schedule is fired by hand, then the greeting lies in the outbox', async () => {
    const today = localDate(new Date().toISOString(), 'Asia/Shanghai');
    await buyer.send('PATCH', '/v1/me', { birthday: today.slice(5), name: 'Lin', language: 'zh' });
    await buyer.send('PUT', '/v1/me/consents/marketing', { granted: true });
    await staff.send('PUT', '/v1/admin/campaigns/birthday', {
      kind: 'birthday-greeting',
      name: 'Birthday',
      couponCode: 'TEN',
      template: { zh: '{name}，生日快乐！{coupon}', en: 'Happy birthday, {name}! {coupon}' },
      enabled: true,
      validFrom: '2020-01-01T00:00:00Z',
      validTo: '2100-01-01T00:00:00Z',
    });
    const outbox = await stage.open('en-GB');
    await outbox.page.goto('/console/outbox');
    await outbox.page.locator('#outbox').waitFor();
    const { page } = await openLive();
    await page.locator(`[data-schedule="${BIRTHDAYS}"] button`).click();
    await page.locator('[data-event="MessageSent.v1"]').first().waitFor();
    await outbox.page.locator('[data-message] p[lang=zh]', { hasText: 'Lin，生日快乐！TEN' }).waitFor();
  });
});

describe('given a dead letter', () => {
  test('when it is sent back by hand, then the platform moves it', async () => {
    const queues = stage.platform.core.queues;
    const dead = queues.all().find(({ settings: { name } }) => queues.sourcesOf(name).length > 0);
    dead?.send([{ body: '{}' }]);
    const { page } = await openLive();
    page.on('dialog', (dialog) => dialog.accept());
    const answer = page.waitForResponse(/\/redrive$/);
    await page.locator('#queues td button').first().click();
    expect(await (await answer).json()).toEqual({ moved: 1 });
  });
});

describe('given a day of trade', () => {
  test('when its books are closed by keys, then accounts are shown; money that only the provider knows of is named', async () => {
    await buy(buyer, [TEA]);
    await stage.platform.idle();
    const { page } = await openLive('zh-CN');
    await tabTo(page, '#day', 200);
    await tabTo(page, '#journal button[type=submit]');
    await page.keyboard.press('Enter');
    await page.locator('#journal th', { hasText: 'clearing:sandbox' }).waitFor();
    const money = { token: 'approve', amount: 123, currency: 'CNY' };
    await sendJson(`${stage.platform.core.partners.url}/payments/captures/pay_of_nobody`, 'PUT', money);
    await page.keyboard.press('Enter');
    await page.locator('#journal td', { hasText: 'pay_of_nobody' }).waitFor();
    expect(await page.locator('#journal tr', { hasText: 'pay_of_nobody' }).textContent()).toContain('1.23');
  });
});

describe('given the stream does not come', () => {
  test('when the console is opened, then it asks for the state instead', async () => {
    const { page } = await stage.open('en-GB');
    await page.route('**/console/api/stream', (route) => route.abort());
    await page.goto('/console');
    await page.locator('[data-connection=polling]').waitFor();
    const orderId = await buy(buyer, [CUP]);
    await page.locator('.events summary', { hasText: orderId }).first().waitFor();
  });
});

describe('given an operator without a mouse', () => {
  test('when they use keys only, then they can skip to the content, open an event and fire a schedule', async () => {
    const { page } = await openLive();
    await page.locator('.events summary').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    await tabTo(page, '.events summary');
    await page.keyboard.press('Enter');
    await page.locator('.events pre').waitFor();
    await tabTo(page, '[data-schedule] button', 200);
    await page.keyboard.press('Enter');
    await page.locator('[data-schedule] [role=status]', { hasText: /\S/ }).waitFor();
  });
});

describe.each([
  { locale: 'zh-CN', lang: 'zh-CN' },
  { locale: 'en-GB', lang: 'en' },
])('given a phone of 390 pixels that speaks $locale', ({ locale, lang }) => {
  test('when the console is looked at, then it speaks the same and is not wider than the screen', async () => {
    const { page } = await openLive(locale, 390);
    await page.locator('button[data-status=PAID]').click();
    await page.locator('#orders tbody tr').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await overflows(page)).toBe(false);
    await page.goto('/console/outbox');
    await page.locator('#outbox').waitFor();
    expect(await overflows(page)).toBe(false);
  });
});
