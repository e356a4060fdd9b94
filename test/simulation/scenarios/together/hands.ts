import type { Person } from '../../clients/person.ts';
import type { Body } from '../../crash-points/chapter.ts';
import type { Stage } from '../stage.ts';

/** What is asked, and of whom many do it; with `same` the very same person does it from several devices. */
export type Together = (what: string, body?: unknown) => Promise<Body[]>;

/** Those who do the same thing at the same moment, and the clock. */
export interface Hands {
  stage: Stage;
  /** One of them alone, to prepare something. */
  clerk: (what: string, body?: unknown) => Promise<Body>;
  boss: (what: string, body?: unknown) => Promise<Body>;
  buyer: (what: string, body?: unknown) => Promise<Body>;
  /** Three clerks, three bosses, three buyers. */
  clerks: Together;
  bosses: Together;
  buyers: Together;
  /** One buyer with three devices that know nothing of each other. */
  devices: Together;
  /** Several things at once, each done by a clerk of his own. */
  atOnce(...asked: readonly [what: string, body?: unknown][]): Promise<Body[]>;
  /** Wakes scheduled functions twice at once. */
  wake(...names: readonly string[]): Promise<void>;
  pause(seconds: number): Promise<void>;
  at(seconds: number): string;
}

/** What several people do at the same moment to the same thing. */
export interface Scene {
  open(hands: Hands): Promise<void>;
  play(hands: Hands): Promise<void>;
}

const MANY = 3;

async function ask(person: Person, what: string, body: unknown): Promise<Body> {
  const [method = '', address = ''] = what.split(' ');
  const [path = '', query] = address.split('?');
  const params = query && { query: Object.fromEntries(new URLSearchParams(query)) };
  return (await person.insist({ method, path, body, ...params })).body as Body;
}

/** Everybody who plays in a scene. */
export function handsOf(stage: Stage): Hands {
  const clock = stage.person('clock');
  const of = (id: string, role: string) => stage.person(id, [role]);
  const three = (id: string, role: string) => Array.from({ length: MANY }, (_, n) => of(`${id}-${n}`, role));
  /** Devices of one person count their own keys, so each has its own. */
  const own = Array.from({ length: MANY }, () => of('buyer', 'customer'));
  const alone = (person: Person) => (what: string, body?: unknown) => ask(person, what, body);
  const all = (people: readonly Person[]) => (what: string, body?: unknown) =>
    Promise.all(people.map((person) => ask(person, what, body)));
  let keys = 0;
  const devices: Together = (what, body) => {
    keys += 1;
    return Promise.all(own.map((device, n) => keyed(device, `device-${n}-${keys}`, what, body)));
  };
  const clerks = three('clerk', 'staff');
  return {
    stage,
    clerk: alone(of('clerk', 'staff')),
    boss: alone(of('boss', 'admin')),
    buyer: alone(of('buyer', 'customer')),
    clerks: all(clerks),
    bosses: all(three('boss', 'admin')),
    buyers: all(three('buyer', 'customer')),
    devices,
    atOnce: (...asked) => Promise.all(asked.map(([what, body], n) => ask(clerks[n % MANY] as Person, what, body))),
    async wake(...names) {
      for (const name of names) for (const _ of [1, 2]) stage.simulation.schedules.wakeNow(name);
      await clock.pause(20_000);
    },
    pause: (seconds) => clock.pause(seconds * 1_000),
    at: (seconds) => new Date(stage.simulation.core.now + seconds * 1_000).toISOString(),
  };
}

async function keyed(person: Person, key: string, what: string, body: unknown): Promise<Body> {
  const [method = '', path = ''] = what.split(' ');
  return (await person.insist({ method, path, body }, key)).body as Body;
}
