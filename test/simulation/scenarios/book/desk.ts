import type { Person } from '../../clients/person.ts';
import type { Body } from '../../crash-points/chapter.ts';
import { type Held, hold, overtaken, type Where } from '../held.ts';
import type { Stage } from '../stage.ts';
import { Mishaps } from './mishaps.ts';

/** What an answer must be: the code of a refusal, or what stands in it among other things. */
export type Wanted = string | object;

/** Asks, and holds the answer to what is written: `says('GET /v1/me', undefined, { name: 'Li' })`. */
export type Says = (what: string, body?: unknown, wanted?: Wanted) => Promise<Body>;

/** Who acts on a page, and the clock. */
export interface Desk {
  stage: Stage;
  buyer: Says;
  /** Another buyer. */
  guest: Says;
  clerk: Says;
  boss: Says;
  /** Another of the bosses. */
  chief: Says;
  /** One more, whose script sends no keys. */
  keyless: Says;
  /** What is asked in `act` is asked of a shop whose clocks go so many days ahead. */
  later(days: number, act: () => Promise<unknown>): Promise<void>;
  /** Holds back one call of a function, until it is let go on. */
  hold(where: Where): Held;
  /** Does `act` while one call of a function is held back: what that function read before is true no more. */
  overtaken(where: Where, act: () => Promise<unknown>): Promise<void>;
  /** Does `slow`, and all of `fast` while `slow` stands before one of its calls. */
  overtake(where: Where, slow: () => Promise<unknown>, fast: () => Promise<unknown>): Promise<void>;
  /** Holds what a function does for `act` to a number of calls: each one more costs money and time in every run of it. */
  costs(by: string, calls: number, act: () => Promise<unknown>): Promise<void>;
  /** Lets virtual seconds pass. */
  pause(seconds: number): Promise<void>;
  /** A moment so many seconds from now, as clients write it. */
  at(seconds: number): string;
  /** What goes wrong on the page, where it is one of a bad day. */
  mishaps: Mishaps;
}

/** One page: what is there before, and what is asked and must be answered then. */
export interface Page {
  name: string;
  open(desk: Desk): Promise<void>;
  play(desk: Desk): Promise<void>;
}

/** Whether a value has everything that is wanted of it; of a list each part in its place, and no more parts. */
function has(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(value) || value.length !== wanted.length)) return false;
  return Object.entries(wanted).every(([name, part]) => has((value as Record<string, unknown>)[name], part));
}

/** Longer than any page's clock goes astray. */
const TOKEN_SECONDS = 400 * 86_400;

/** Asks once: on such a day nobody has to ask twice. */
function speaker(stage: Stage, person: Person, isKeyed = true): Says {
  const { core } = stage.simulation;
  return async (what, body, wanted = {}) => {
    const [method = '', address = ''] = what.split(' ');
    const [path = '', query] = address.split('?');
    const params = query && { query: Object.fromEntries(new URLSearchParams(query)) };
    const headers = isKeyed && { headers: { 'idempotency-key': person.newKey() } };
    const reply = await person.send({ method, path, body, ...headers, ...params });
    if (reply === undefined) throw new Error(`${person.id} ${what} was not answered`);
    const isRight =
      typeof wanted === 'string' ? reply.body.code === wanted : reply.status < 300 && has(reply.body, wanted);
    if (!isRight) {
      const answer = `${reply.status} ${JSON.stringify(reply.body)}`;
      const text = `${person.id} ${what} was answered ${answer}, not ${JSON.stringify(wanted)}`;
      core.violate({ invariant: 'book', name: 'answers are as written', at: core.now, text });
    }
    return reply.body as Body;
  };
}

async function counted(stage: Stage, by: string, calls: number, act: () => Promise<unknown>): Promise<void> {
  const { wire, core } = stage.simulation;
  const before = wire.fateOf;
  let made = 0;
  wire.fateOf = (site) => {
    if (site.function.endsWith(by)) made += 1;
    return before(site);
  };
  await act();
  wire.fateOf = before;
  const text = `${by} made ${made} calls, not ${calls}`;
  if (made !== calls)
    core.violate({ invariant: 'book', name: 'what is done costs what is written', at: core.now, text });
}

/** Everybody who acts on a page. */
export function deskOf(stage: Stage): Desk {
  const of = (id: string, role: string, isKeyed = true) =>
    speaker(stage, stage.person(id, [role], TOKEN_SECONDS), isKeyed);
  const clock = stage.person('clock');
  return {
    stage,
    buyer: of('buyer', 'customer'),
    guest: of('guest', 'customer'),
    clerk: of('clerk', 'staff'),
    boss: of('boss', 'admin'),
    chief: of('chief', 'admin'),
    keyless: of('keyless', 'admin', false),
    async later(days, act) {
      stage.simulation.lambda.shiftMs = days * 86_400_000;
      await act();
      stage.simulation.lambda.shiftMs = 0;
    },
    hold: (where) => hold(stage, where),
    overtaken: (where, act) => overtaken(stage, where, act),
    async overtake(where, slow, fast) {
      await Promise.all([overtaken(stage, where, fast), slow()]);
    },
    costs: (by, calls, act) => counted(stage, by, calls, act),
    pause: (seconds) => clock.pause(seconds * 1_000),
    at: (seconds) => new Date(stage.simulation.core.now + seconds * 1_000).toISOString(),
    mishaps: new Mishaps(),
  };
}
