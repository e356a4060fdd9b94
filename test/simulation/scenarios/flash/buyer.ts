import type { Person } from '../../clients/person.ts';
import type { Reply } from '../../world/gateway.ts';

/** What became of a buyer, by the buyer's own watch: virtual milliseconds. */
export interface Told {
  id: string;
  /** When the buyer asked first. */
  asked: number;
  /** When the last answer came, and how long that request took. */
  at: number;
  tookMs: number;
  /** When the buyer first heard of being let in. */
  admitted?: number;
  end?: 'order' | 'sold-out' | 'refused';
  /** Whether the end was the answer to the order itself, without a place in line. */
  atOnce: boolean;
  places: number[];
}

type Standing = {
  status?: string;
  place?: number;
  retryAfterSeconds?: number;
  order?: { status: string };
  problem?: { code: string };
};

const POLLS_BEFORE_REMINDER = 8;
const KEY = { 'idempotency-key': 'flash' };

function endOf({ status, body }: Reply): Told['end'] {
  if (status === 201) return 'order';
  const { order, problem } = body as Standing;
  const code = problem?.code ?? (status === 409 ? String(body.code) : undefined);
  if (code !== undefined) return code === 'inventory.sold-out' ? 'sold-out' : 'refused';
  return order && order.status !== 'CHARGING' ? 'order' : undefined;
}

/** One request, again and again until it is answered. */
async function ask(
  person: Person,
  told: Told,
  request: { method: string; path: string; body?: unknown },
): Promise<Reply> {
  for (;;) {
    const sent = person.now;
    const reply = await person.send({ ...request, ...(request.method === 'POST' && { headers: KEY }) });
    if (reply && reply.status < 500 && reply.status !== 429) {
      told.at = person.now;
      told.tookMs = person.now - sent;
      return reply;
    }
    await person.pause(200 + person.random.next() * 800);
  }
}

/** Wants one unit, and looks until it is known whether there was one. */
export async function wantOne(person: Person, told: Told, body: unknown): Promise<void> {
  told.asked = person.now;
  const order = { method: 'POST', path: '/v1/orders', body };
  const joined = await ask(person, told, order);
  told.end = endOf(joined);
  told.atOnce = told.end !== undefined;
  const path = String(joined.body.href);
  let { retryAfterSeconds = 1, place } = joined.body as Standing;
  for (let poll = 1; told.end === undefined; poll += 1) {
    if (place !== undefined) told.places.push(place);
    await person.pause(retryAfterSeconds * 1_000 * (0.9 + 0.2 * person.random.next()));
    const reply = await ask(person, told, { method: 'GET', path });
    const standing = reply.body as Standing;
    if (standing.status === 'admitted') told.admitted ??= person.now;
    told.end = endOf(reply);
    ({ retryAfterSeconds = 1, place } = standing);
    if (poll % POLLS_BEFORE_REMINDER === 0) await ask(person, told, order);
  }
}
