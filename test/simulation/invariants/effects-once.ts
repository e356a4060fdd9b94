import type { Commit, Invariant, View } from '../contract.ts';
import { announcedIn, expectedIn, knownTypes, type OutboxEvent } from './expected-events.ts';
import { seenIn } from './stored.ts';

/** Who marks each event that it applied, and of which events; by the name in the mark. */
const APPLIED_BY: Readonly<Record<string, readonly string[]>> = {
  'record-sales': ['OrderPlaced.v1', 'OrderImported.v1', 'OrderRefunded.v1'],
  'learn-from-orders': ['OrderPaid.v1', 'OrderImported.v1'],
};

const idOf = ({ detail }: View['published'][number]) => String((detail as { id?: unknown }).id);

/** 17: every change has its event, every event reaches the bus, and each subscriber applies it once. */
export function effectsOnce(): Invariant {
  const announced = new Map<string, OutboxEvent>();
  const marks = new Map<string, number>();

  function takeMarks(commit: Commit): string | undefined {
    for (const seen of seenIn(commit)) {
      const { pk } = seen;
      if (!pk.startsWith('SEEN#') || !seen.after) continue;
      const { before } = seen;
      const times = (marks.get(pk) ?? 0) + 1;
      marks.set(pk, times);
      if (before || times > 1) return `${pk} was applied ${times} times`;
    }
    return undefined;
  }

  function takeEvents(commit: Commit): string | undefined {
    const events = announcedIn(commit);
    for (const event of events) {
      if (announced.has(event.id)) return `the event ${event.id} was announced twice`;
      announced.set(event.id, event);
    }
    const [expected, found] = [expectedIn(commit).join(', '), knownTypes(events).join(', ')];
    if (expected === found) return undefined;
    return `${commit.by} committed a change that asks for [${expected}] and announced [${found}]`;
  }

  function unapplied(view: View): string[] {
    const parked = view.queues().flatMap(({ isDeadLetter, messages }) => (isDeadLetter ? messages : []));
    const isParked = (id: string) => parked.some(({ body }) => body.includes(id));
    return Object.entries(APPLIED_BY).flatMap(([who, types]) =>
      [...announced.values()]
        .filter(({ id, detailType }) => types.includes(detailType) && !marks.has(`SEEN#${who}#${id}`) && !isParked(id))
        .map(({ id, detailType }) => `${who} never applied ${detailType} ${id}`),
    );
  }

  return {
    id: '17',
    name: 'outbox complete, effects once',
    onCommit: (commit: Commit) => takeMarks(commit) ?? takeEvents(commit),
    atQuiet(view: View) {
      const published = new Set(view.published.map(idOf));
      const unsent = [...announced.values()].filter(({ id }) => !published.has(id));
      const invented = [...published].filter((id) => !announced.has(id));
      return [
        ...unsent.map(({ id, detailType }) => `${detailType} ${id} never reached the bus`),
        ...invented.map((id) => `the bus took ${id}, which nobody announced`),
        ...unapplied(view),
      ];
    },
  };
}
