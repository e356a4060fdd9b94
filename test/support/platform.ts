import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Platform, type PlatformOptions, startPlatform } from '../../local/platform.ts';

/** A platform of a test's own, with what a test does to it. */
export interface TestPlatform extends Platform {
  dataDir: string;
  /** Sends JSON (where there is a body) and reads JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<TestReply>;
  /** Stops it and removes its data. */
  discard(): Promise<void>;
}

/** A reply with its body read. */
export interface TestReply {
  status: number;
  headers: Headers;
  body: unknown;
}

/** A fresh folder for a platform's state. */
export function freshDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'oneshelf-test-'));
}

/** Sends JSON to an address and reads the reply, JSON or text. */
export async function sendJson(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<TestReply> {
  const payload = body === undefined ? {} : { body: JSON.stringify(body) };
  const reply = await fetch(url, { method, headers: { 'content-type': 'application/json', ...headers }, ...payload });
  const text = await reply.text();
  const isJson = (reply.headers.get('content-type') ?? '').includes('json');
  return { status: reply.status, headers: reply.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}

/** A test calls one function after the other: starting each anew every time costs more than all they do. */
const IDLE_CAP = 96;

/** How a platform differs for tests: what failed comes again at once, and nobody waits for a fuller batch. */
const HASTY = { retryMs: 20, longestWindowMs: 20, idleCap: IDLE_CAP };

/** Starts a platform for a test: random port, own folder, in haste. */
export async function testPlatform(options: Partial<PlatformOptions> & { assemblyDir: string }): Promise<TestPlatform> {
  const dataDir = options.dataDir ?? freshDataDir();
  const platform = await startPlatform({ ...HASTY, ...options, dataDir });
  return {
    ...platform,
    dataDir,
    send: (method, path, body, headers) => sendJson(`${platform.url}${path}`, method, body, headers),
    async discard() {
      await platform.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Looks until `condition` holds; fails after `attempts` looks, 20 ms apart. */
export async function eventually(condition: () => boolean | Promise<boolean>, attempts = 500): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the condition never held');
}
