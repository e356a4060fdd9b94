/** A function and what it did since the platform started. */
export interface FunctionView {
  name: string;
  context: string;
  trigger: string;
  invocations: number;
  errors: number;
  throttles: number;
  averageMs: number;
  workers: number;
  lastError?: unknown;
}

/** A queue with what lies in it. */
interface QueueView {
  name: string;
  visible: number;
  inFlight: number;
  deadLetter: boolean;
  /** Of a dead-letter queue: whether its messages have somewhere to go back to. */
  canRedrive?: boolean;
}

/** An event as it passed the bus. */
export interface EventView {
  id: string;
  time: string;
  source: string;
  detailType: string;
  rules: string[];
  detail: unknown;
}

/** An error that a function or the platform met. */
interface ErrorView {
  at: string;
  source: string;
  message: string;
}

/** A schedule with its times; times are ISO 8601 UTC. */
interface ScheduleView {
  name: string;
  expression: string;
  nextAt?: string;
  lastAt?: string;
}

/** What the platform tells of itself. */
export interface PlatformState {
  functions: FunctionView[];
  queues: QueueView[];
  tables: { name: string; reads: number; writes: number }[];
  schedules: ScheduleView[];
  calls: { dynamodb: number; events: number; sqs: number };
  events: EventView[];
  logs: ErrorView[];
}

/** Whether a JSON value is what the platform tells of itself, and not, say, an error page. */
export function isPlatformState(value: unknown): value is PlatformState {
  return typeof value === 'object' && value !== null && 'functions' in value && 'queues' in value && 'events' in value;
}

/** A queue and the dead-letter queue behind it; what feeds no queue of ours (streams, schedules) has a dead-letter queue only. */
export interface QueuePair {
  name: string;
  visible: number;
  inFlight: number;
  deadName?: string;
  dead: number;
  /** Whether there is a queue before the dead-letter queue. */
  isQueue: boolean;
  /** Whether dead letters have somewhere to go back to. */
  canRedrive: boolean;
}

const DEAD = /-dlq$/;

/** Puts each queue and its dead-letter queue into one row: trouble first, then by name. */
export function pairsOf(queues: readonly QueueView[]): QueuePair[] {
  const pairs = new Map<string, QueuePair>();
  for (const { name, visible, inFlight, deadLetter, canRedrive = false } of queues) {
    const base = name.replace(DEAD, '');
    const none = { name: base, visible: 0, inFlight: 0, dead: 0, isQueue: false, canRedrive: false };
    const pair = pairs.get(base) ?? none;
    pairs.set(
      base,
      deadLetter
        ? { ...pair, deadName: name, dead: visible + inFlight, canRedrive }
        : { ...pair, visible, inFlight, isQueue: true },
    );
  }
  return [...pairs.values()].sort((a, b) => b.dead - a.dead || (a.name < b.name ? -1 : 1));
}

/** Which event caused what: what a detail says beside its data. */
interface Trail {
  subject?: string;
  correlationId?: string;
  causationId?: string;
}

/** The ids in an event's detail, as far as there are any. */
export function trailOf({ detail }: EventView): Trail {
  const said: Record<string, unknown> = typeof detail === 'object' && detail !== null ? { ...detail } : {};
  const text = (name: string) => (typeof said[name] === 'string' ? said[name] : undefined);
  return { subject: text('subject'), correlationId: text('correlationId'), causationId: text('causationId') };
}

/** When the fact happened, to the millisecond; the bus's own time has seconds only. */
export function timeOf(event: EventView): string {
  const { detail } = event;
  const isTold = typeof detail === 'object' && detail !== null && 'occurredAt' in detail;
  return isTold && typeof detail.occurredAt === 'string' ? detail.occurredAt : event.time;
}

/** Whether an event has every word of `filter` somewhere in it, whatever their case. */
export function matches(event: EventView, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = `${event.detailType} ${event.source} ${JSON.stringify(event.detail)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** How many events the page keeps. */
export const KEPT = 300;

/** The events known so far and more of them, each once, the newest first. */
export function merged(known: readonly EventView[], more: readonly EventView[]): EventView[] {
  const byId = new Map([...more, ...known].map((event) => [event.id, event]));
  const newestFirst = (a: EventView, b: EventView) => Date.parse(timeOf(b)) - Date.parse(timeOf(a));
  return [...byId.values()].sort(newestFirst).slice(0, KEPT);
}
