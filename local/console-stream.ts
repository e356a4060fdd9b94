import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core.ts';

const everyMs = 1000;
// A tab that sleeps reads nothing, and what it has not read lies in memory; a browser that was let go comes back by itself.
const unreadCap = 4 * 1024 * 1024;

/** Server-sent events for the console: `state` each second when it changed, `bus` for each event, `error` for each error. */
export function openConsoleStream(
  core: Core,
  state: () => Record<string, unknown>,
): (request: IncomingMessage, response: ServerResponse) => void {
  const listeners = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  const tell = (event: string, data: string): void => {
    for (const response of listeners) {
      if (response.writableLength > unreadCap) response.destroy();
      else response.write(`event: ${event}\ndata: ${data}\n\n`);
    }
  };
  const look = (): void => {
    const now = JSON.stringify(state());
    if (now !== last) tell('state', now);
    last = now;
  };
  core.bus.onEvent((event) => {
    if (listeners.size > 0) tell('bus', JSON.stringify(event));
  });
  core.logs.onError((entry) => {
    if (listeners.size > 0) tell('error', JSON.stringify(entry));
  });
  return (_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    last = JSON.stringify(state());
    response.write(`retry: 1000\nevent: state\ndata: ${last}\n\n`);
    listeners.add(response);
    timer ??= setInterval(look, everyMs);
    response.on('close', () => {
      listeners.delete(response);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    });
  };
}
