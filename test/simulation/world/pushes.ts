import { PUBLIC_TEST_SECRET, signPush } from '../../../local/partners/sandbox.ts';
import type { Core } from './core.ts';
import type { Gateway } from './gateway.ts';

const RETRY_MS = [5_000, 20_000, 60_000];
const LAST_TRY_MS = 1_800_000;

/** What a partner tells us, until it is answered 2xx: signed, at times twice, in no order. */
export class Pushes {
  readonly #core: Core;
  readonly #gateway: Gateway;
  #ids = 0;
  /** Notices that were not answered yet. */
  waiting = 0;

  constructor(core: Core, gateway: Gateway) {
    this.#core = core;
    this.#gateway = gateway;
  }

  /** Pushes `payload` to a webhook, after `delayMs`. */
  tell(path: string, payload: unknown, delayMs: number): void {
    this.#ids += 1;
    const messageId = `push_${this.#ids}`;
    this.waiting += 1;
    const since = this.#core.now;
    this.#core.in(delayMs, () => this.#push({ path, payload, messageId, since }, 0));
    const { faults } = this.#core;
    if (!faults.strikes('duplicate-message')) return;
    this.waiting += 1;
    const again = delayMs + faults.measure('duplicate-message') * 60_000;
    this.#core.in(again, () => this.#push({ path, payload, messageId, since }, 0));
  }

  /** Somebody sends again what was signed an hour ago. */
  replay(path: string, payload: unknown): void {
    this.#ids += 1;
    const messageId = `push_${this.#ids}`;
    const sender = { secret: PUBLIC_TEST_SECRET, messageId, sentAt: new Date(this.#core.now - 3_600_000) };
    const { body, headers } = signPush(payload, sender);
    const client = `stale ${messageId}`;
    this.#gateway.send({ client, method: 'POST', path, raw: body, headers: { ...headers } }, () => undefined);
  }

  #push(notice: { path: string; payload: unknown; messageId: string; since: number }, tries: number): void {
    const { path, payload, messageId, since } = notice;
    const sender = { secret: PUBLIC_TEST_SECRET, messageId, sentAt: new Date(this.#core.now) };
    const { body, headers } = signPush(payload, sender);
    this.#gateway.send(
      { client: `partner ${messageId}`, method: 'POST', path, raw: body, headers: { ...headers } },
      (answered) => {
        const isTaken = answered !== undefined && answered.status < 300;
        if (isTaken || this.#core.now - since > LAST_TRY_MS) this.waiting -= 1;
        else this.#core.in(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 0, () => this.#push(notice, tries + 1));
      },
    );
  }
}
