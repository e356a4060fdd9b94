import { createStore } from '../../ui/store.ts';
import { type EventView, isPlatformState, merged, type PlatformState } from './state.ts';

/** How the page hears of changes: pushed, asked for every few seconds, or not at all. */
export type Connection = 'connecting' | 'live' | 'polling' | 'lost';

const POLL_MS = 3_000;

/** The last state that was told. */
export const platform = createStore<PlatformState | undefined>(undefined);

/** The events that passed, newest first. */
export const events = createStore<EventView[]>([]);

/** How the page hears of changes now. */
export const connection = createStore<Connection>('connecting');

const isEvent = (value: unknown): value is EventView =>
  typeof value === 'object' && value !== null && 'id' in value && 'detailType' in value;

function take(value: unknown): void {
  if (!isPlatformState(value)) return;
  platform.set(value);
  events.set(merged(events.get(), value.events));
}

/** Asks for the state once; tells whether there was an answer. */
export async function refresh(): Promise<boolean> {
  try {
    const reply = await fetch('/console/api/state');
    take(await reply.json());
    return reply.ok;
  } catch {
    return false;
  }
}

function parsed(event: Event): unknown {
  // The stream has an event of the name `error` of its own; the browser's has no data.
  return event instanceof MessageEvent ? JSON.parse(String(event.data)) : undefined;
}

/** Follows the platform until the page is left: by server-sent events, and by asking while those do not come. */
export function followPlatform(): void {
  let timer: number | undefined;
  const poll = async () => {
    connection.set((await refresh()) ? 'polling' : 'lost');
    if (timer !== undefined) timer = window.setTimeout(poll, POLL_MS);
  };
  const startPolling = () => {
    if (timer === undefined) timer = window.setTimeout(poll, 0);
  };
  const stopPolling = () => {
    window.clearTimeout(timer);
    timer = undefined;
    connection.set('live');
  };
  const open = () => {
    const stream = new EventSource('/console/api/stream');
    stream.addEventListener('open', stopPolling);
    stream.addEventListener('state', (event) => take(parsed(event)));
    stream.addEventListener('bus', (event) => {
      const passed = parsed(event);
      if (isEvent(passed)) events.set(merged(events.get(), [passed]));
    });
    stream.addEventListener('error', (event) => {
      if (event instanceof MessageEvent) return;
      startPolling();
      // The browser tries again by itself unless it was told that there is no stream.
      if (stream.readyState === EventSource.CLOSED) window.setTimeout(open, POLL_MS);
    });
  };
  open();
}
