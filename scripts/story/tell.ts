import type { Line } from './lines.ts';

const aboutRequest = ({ fields }: Line) => `${fields.method} ${fields.path} -> ${fields.status} in ${fields.ms} ms`;

/** Of what was written together, the stock of a large order would fill pages. */
const SHOWN = 6;

const shortened = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;

/** Of the events of a batch, only what this order knows of. */
const concerning = (names: readonly string[], ids: ReadonlySet<string>): string[] => {
  const own = names.filter((name) => name.split(/[\s#]/).some((part) => ids.has(part)));
  return own.length > 0 ? own : [...names];
};

const isBatch = (writes: readonly string[]): boolean => writes.filter((write) => write.includes(' SEEN#')).length > 1;

const KNOWN = new Set(['level', 'message', 'timestamp', 'service', 'sampling_rate', 'correlationId', 'causationId']);

const others = ({ fields }: Line): string =>
  Object.entries(fields)
    .filter(([name, value]) => !KNOWN.has(name) && typeof value !== 'object')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

const about: Record<string, (line: Line, ids: ReadonlySet<string>) => string> = {
  request: aboutRequest,
  committed: ({ writes, events }, ids) => {
    const announced = events.length > 0 ? `; announces ${shortened(concerning(events, ids))}` : '';
    return `wrote ${shortened(isBatch(writes) ? concerning(writes, ids) : writes)}${announced}`;
  },
  published: ({ events }, ids) => shortened(concerning(events, ids)),
  heard: ({ events }, ids) => shortened(concerning(events, ids)),
  skipped: ({ events }, ids) => `${shortened(concerning(events, ids))}: applied before`,
};

/** One line of text for each step: when, who, what, and from which request and cause. */
export function tell(story: readonly Line[]): string[] {
  const ids = new Set(story.flatMap(({ events }) => (events.length === 1 ? (events[0]?.split(' ') ?? []) : [])));
  return story.map((line) => {
    const what = about[line.message]?.(line, ids) ?? others(line);
    const origin = [
      line.correlationId && `correlation ${line.correlationId}`,
      line.causationId && `cause ${line.causationId}`,
    ];
    const time = new Date(line.at).toISOString();
    return `${time}  ${line.source.padEnd(34)} ${line.message.padEnd(9)} ${what}  [${origin.filter(Boolean).join(', ')}]`;
  });
}
