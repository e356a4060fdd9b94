import type { Stage } from '../scenarios/stage.ts';
import type { Reply } from '../world/gateway.ts';
import { type Ask, isFinal, type Person } from './person.ts';

interface Standing {
  href: string;
  status: string;
  place?: number;
  retryAfterSeconds?: number;
  order?: Record<string, unknown> & { status: string };
  problem?: { code: string };
}

const LOOKS_BEFORE_REMINDER = 8;

/** Waits in a line until it is told how it ends, sending the same command again from time to time; answers its order, if any. */
export async function waitInLine(
  person: Person,
  { simulation }: Stage,
  command: { place: Ask; key: string; joined: Reply },
): Promise<Standing['order']> {
  const { core } = simulation;
  const joined = command.joined.body as unknown as Standing;
  const name = `${person.id} in line ${command.key}`;
  person.waiting.add(name);
  let last = joined;
  for (let look = 1; ; look += 1) {
    await person.pause((last.retryAfterSeconds ?? 1) * 1_000 * (0.5 + person.random.next()));
    if (look % LOOKS_BEFORE_REMINDER === 0) await person.insist(command.place, command.key);
    const reply = await person.send({ method: 'GET', path: joined.href });
    if (!isFinal(reply)) continue;
    const now = reply.body as unknown as Standing;
    if ((now.place ?? 0) > (last.place ?? Infinity))
      core.fail('script', new Error(`${name}: place ${last.place} became ${now.place}`));
    last = now;
    if (!now.problem && !now.order) continue;
    person.waiting.delete(name);
    core.count(`line ${now.problem?.code ?? 'order'}`);
    return now.order;
  }
}
