import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type TestPlatform, testPlatform } from '../support/platform.ts';

// A journey through the shop starts a dozen cold functions, on a machine that may be busy with other tests.
jest.setTimeout(120_000);

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium's executable: ONESHELF_CHROMIUM, else the first of its usual names on the path. Throws when there is none. */
function chromiumPath(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const usual = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [process.env.ONESHELF_CHROMIUM ?? '', ...usual].find((path) => path !== '' && existsSync(path));
  if (found) return found;
  throw new Error(
    `The pages are tested in Chromium and none was found (${NAMES.join(', ')}): install it or name it in ONESHELF_CHROMIUM.`,
  );
}

/** A browser with a running platform that serves the pages. */
export interface Stage {
  platform: TestPlatform;
  /** Opens a window of its own: `locale` is the browser's language, `width` the screen's in pixels. */
  open(locale: string, width?: number): Promise<Visitor>;
  close(): Promise<void>;
}

/** A window, and what went wrong in it so far: nothing, if all is well. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  faults: string[];
}

async function openWindow(browser: Browser, baseURL: string, locale: string, width: number): Promise<Visitor> {
  const context = await browser.newContext({ baseURL, locale, viewport: { width, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  return { page, context, faults };
}

/** Starts a platform, and a browser to look at its pages, which the global set-up has built. */
export async function openStage(): Promise<Stage> {
  // The browser first: it is the likelier to be missing, and ends by itself with the process.
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  const platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  return {
    platform,
    open: (locale, width = 1_200) => openWindow(browser, platform.url, locale, width),
    async close() {
      await browser.close();
      await platform.discard();
    },
  };
}

/** Opens the console and waits until it is fed by the stream. */
export async function openConsole(stage: Stage, locale = 'en-GB', width?: number): Promise<Visitor> {
  const visitor = await stage.open(locale, width);
  await visitor.page.goto('/console');
  await visitor.page.locator('[data-connection=live]').waitFor();
  return visitor;
}

/** Whether the page is wider than the screen it is shown on. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

/** Presses Tab until what has the focus matches `selector`; fails when that takes more than `most` times. */
export async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not get to ${selector}`);
}
