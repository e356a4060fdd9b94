import type { IncomingMessage, ServerResponse } from 'node:http';
import { openConsoleStream } from '../../../local/console-stream.ts';
import type { Core } from '../../../local/core.ts';

/** A browser that takes nothing off the line: what is written stays in memory. */
const sleeper = () => {
  const closing: (() => void)[] = [];
  const browser = {
    writableLength: 0,
    isGone: false,
    writeHead: () => browser,
    on: (_: string, listener: () => void) => closing.push(listener),
    write: (text: string) => {
      browser.writableLength += text.length;
    },
    destroy: () => {
      browser.isGone = true;
      for (const listener of closing) listener();
    },
  };
  return browser;
};

beforeAll(() => jest.useFakeTimers());
afterAll(() => jest.useRealTimers());

test('given a browser that reads nothing, when events keep coming, then it is let go before they fill the memory', () => {
  const listeners: ((event: unknown) => void)[] = [];
  const core = {
    bus: { onEvent: (listener: (event: unknown) => void) => listeners.push(listener) },
    logs: { onError: () => undefined },
  } as unknown as Core;
  const browser = sleeper();
  const open = openConsoleStream(core, () => ({}));
  open({} as IncomingMessage, browser as unknown as ServerResponse);
  const event = { detail: 'x'.repeat(100_000) };
  for (let n = 0; n < 200; n += 1) for (const listener of listeners) listener(event);
  expect(browser.isGone).toBe(true);
  expect(browser.writableLength).toBeLessThan(10_000_000);
});
