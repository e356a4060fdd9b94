import { createHmac } from 'node:crypto';
import type { Reply, Request } from '../world/gateway.ts';
import type { Random } from '../world/random.ts';
import type { Simulation } from '../world/simulation.ts';

/** What a client asks for. */
export type Ask = Pick<Request, 'method' | 'path' | 'query' | 'body' | 'headers'>;

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const TOKEN_SECONDS = 86_400;
/** Codes of refusals that ask the client to come again. */
const COME_AGAIN = new Set(['idempotency.in-flight', 'request.conflict', 'request.busy', 'inventory.moved']);

/** An access token as our own sessions are: the shop's session key is known to the world. */
function tokenFor(id: string, roles: readonly string[], now: number, seconds: number): string {
  const iat = Math.floor(now / 1000) - 600;
  const claims = { roles, iss: 'oneshelf', aud: 'oneshelf-api', sub: id, iat, exp: iat + 600 + seconds };
  const text = `${part({ alg: 'HS256' })}.${part(claims)}`;
  const key = 'secret of local-session-key, long enough to sign';
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

/** Whoever tries one code after the other is sent away for so long that nobody stands there and waits. */
const SENT_AWAY = 'orders.pickup-locked';

/** True for an answer after which a client needs not ask again. */
export function isFinal(reply: Reply | undefined): reply is Reply {
  if (reply === undefined || reply.status >= 500) return false;
  const code = String(reply.body.code);
  if (reply.status === 429) return code === SENT_AWAY;
  return !(reply.status === 409 && COME_AGAIN.has(code));
}

/** Who somebody is, and how long his token is good. */
interface Whom {
  id: string;
  roles: readonly string[];
  random: Random;
  tokenSeconds?: number;
}

/** Somebody who uses the shop: sends, waits, tries again with the same key until the answer is final. */
export class Person {
  readonly id: string;
  readonly random: Random;
  readonly #simulation: Simulation;
  readonly #roles: readonly string[];
  readonly #token: string;
  readonly #expiresAt: number;
  /** What it still waits for; empty when every question has its final answer. */
  readonly waiting = new Set<string>();
  #keys = 0;

  constructor(simulation: Simulation, { id, roles, random, tokenSeconds = TOKEN_SECONDS }: Whom) {
    this.#simulation = simulation;
    this.id = id;
    this.random = random;
    this.#roles = roles;
    const { now } = simulation.core;
    this.#token = tokenFor(id, roles, now, tokenSeconds);
    this.#expiresAt = now + tokenSeconds * 1_000;
  }

  get now(): number {
    return this.#simulation.core.now;
  }

  /** Lets virtual time pass. */
  pause(milliseconds: number): Promise<void> {
    const { core } = this.#simulation;
    return new Promise((resolve) => core.in(milliseconds, () => core.outside(resolve)));
  }

  /** One try. */
  send(ask: Ask): Promise<Reply | undefined> {
    const caller = { id: this.id, roles: this.#roles, token: this.#token, expiresAt: this.#expiresAt };
    return new Promise((resolve) => this.#simulation.gateway.send({ client: this.id, caller, ...ask }, resolve));
  }

  /** A key that it has not used. */
  newKey(): string {
    this.#keys += 1;
    return `${this.id}-key-${this.#keys}`;
  }

  /** Asks until the answer is final, always with the same key and body. */
  async insist(ask: Ask, key = this.newKey()): Promise<Reply> {
    const name = `${this.id} ${ask.method} ${ask.path} ${key}`;
    const headers = { 'idempotency-key': key, ...ask.headers };
    this.waiting.add(name);
    for (let pause = 500; ; pause = Math.min(pause * 2, 15_000)) {
      const reply = await this.send({ ...ask, headers });
      if (isFinal(reply)) {
        this.waiting.delete(name);
        return reply;
      }
      await this.pause(pause * (0.5 + this.random.next()));
    }
  }
}
