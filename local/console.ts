import type { IncomingMessage, ServerResponse } from 'node:http';
import { consoleState } from './console-state.ts';
import { openConsoleStream } from './console-stream.ts';
import type { Core } from './core.ts';
import { outboxReader } from './outbox-page.ts';
import { correlationIdOf, problem, sendReply } from './problem.ts';
import { Unsupported } from './unsupported.ts';

/** Answers the console's own addresses; false for those that are pages. */
export type ConsoleRoutes = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

const send = (response: ServerResponse, status: number, value: unknown): void =>
  sendReply(response, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  });

/** A page of another site must not be able to press the console's buttons. */
const isForeign = (request: IncomingMessage): boolean => {
  const { origin, host } = request.headers;
  return origin !== undefined && origin !== `http://${host}`;
};

type Act = (core: Core, name: string) => unknown;

const actions: [RegExp, Act][] = [
  [/^\/console\/api\/queues\/([^/]+)\/redrive$/, (core, name) => ({ moved: core.queues.redrive(name) })],
  [
    /^\/console\/api\/schedules\/([^/]+)\/fire$/,
    (core, name) => {
      core.scheduler.fire(name);
      return { fired: name };
    },
  ],
];

const act = (core: Core, request: IncomingMessage, response: ServerResponse, path: string): boolean => {
  for (const [pattern, run] of actions) {
    const name = pattern.exec(path)?.[1];
    if (name === undefined || isForeign(request)) continue;
    try {
      send(response, 200, run(core, decodeURIComponent(name)));
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      sendReply(response, problem('gateway.unknown-route', 'there is nothing of that name', correlationIdOf(request)));
    }
    return true;
  }
  return false;
};

/** The console's data: state, live stream, redrive, firing of schedules, outbox. `selfUrl` is the gateway's own address. */
export function consoleRoutes(core: Core, selfUrl: () => string): ConsoleRoutes {
  const state = consoleState(core);
  const stream = openConsoleStream(core, state);
  const outbox = outboxReader(selfUrl);
  return async (request, response, path) => {
    if (request.method === 'POST') return act(core, request, response, path);
    if (path === '/console/api/state') {
      send(response, 200, state());
      return true;
    }
    if (path === '/console/api/stream') {
      stream(request, response);
      return true;
    }
    const wantsPage = (request.headers.accept ?? '').includes('text/html');
    if (path !== '/console/outbox' || wantsPage) return false;
    const { status, body } = await outbox(request.url?.split('?')[1] ?? '');
    send(response, status, body);
    return true;
  };
}
