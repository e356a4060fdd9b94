import type { Line } from './lines.ts';

/** Items that belong to one order and lead on to more of its story. */
const LEADS_ON = /(?:PAYMENT|DELIVERY|RETURN|REFUND|OUTBOX)#(\S+)/g;

const idOf = (event: string): string => event.split(' ').at(-1) ?? event;

/** Everything that a line names, by id. */
function namesIn({ writes, events, fields }: Line): string[] {
  const keys = writes.flatMap((write) => write.split(/[\s#]/));
  return [...keys, ...events.map(idOf), ...String(fields.path ?? '').split('/')];
}

/** A commit or a batch that is about many things at once tells of this order, and its other ids are no part of the story. */
const isShared = ({ writes, events, message }: Line): boolean =>
  writes.filter((write) => write.includes(' SEEN#')).length > 1 ||
  new Set(writes.filter((write) => write.includes(' ORDER#')).map((write) => write.split(' ')[1])).size > 1 ||
  (message !== 'committed' && events.length > 1);

const leadsOf = ({ writes }: Line): string[] =>
  writes.flatMap((write) => [...write.matchAll(LEADS_ON)].map((match) => match[1] ?? ''));

class Thread {
  readonly ids: Set<string>;
  readonly correlations = new Set<string>();
  readonly #requests: Set<string>;

  constructor(orderId: string, lines: readonly Line[]) {
    this.ids = new Set([orderId]);
    this.#requests = new Set(lines.flatMap((line) => (line.source === 'access' ? (line.correlationId ?? []) : [])));
  }

  holds(line: Line): boolean {
    const isSameRequest = line.correlationId !== undefined && this.correlations.has(line.correlationId);
    return (isSameRequest && !isShared(line)) || namesIn(line).some((name) => this.ids.has(name));
  }

  /** Learns where the story goes on. A job's correlation id is of all that it did, a request's of this order only. */
  learn(line: Line): void {
    if (isShared(line)) return;
    for (const id of leadsOf(line)) this.ids.add(id);
    if (line.correlationId && this.#requests.has(line.correlationId)) this.correlations.add(line.correlationId);
  }

  get size(): number {
    return this.ids.size + this.correlations.size;
  }
}

/** The lines that tell of an order, by time: found from its id on, over the ids of what was written and announced with it. */
export function follow(lines: readonly Line[], orderId: string): Line[] {
  const thread = new Thread(orderId, lines);
  let story: Line[] = [];
  for (let known = -1; known < thread.size; ) {
    known = thread.size;
    story = lines.filter((line) => thread.holds(line));
    for (const line of story) thread.learn(line);
  }
  return story.sort((a, b) => a.at - b.at);
}
