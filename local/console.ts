import type { IncomingMessage, ServerResponse } from 'node:http';
import { consoleState } from './console-state.ts';
import { openConsoleStream } from './console-stream.ts';
import type { Core } from './core.ts';
import { outboxReader } from './outbox-page.ts';
import { correlationIdOf, problem, sendReply } from './problem.ts';
import { redrive } from './redrive.ts';
import { Unsupported } from './unsupported.ts';

/** Answers the console's own addresses; false for those that are pages. */
export type ConsoleRoutes = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

const send = (response: ServerResponse, status: number, value: unknown): void =>
  sendReply(response, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  });

const thisMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * A page of another site must not be able to press the console's buttons, nor to read what it shows under a name of its own
 * that was made to point here (DNS rebinding): such a page sends that name as Host and as Origin.
 */
const isForeign = (request: IncomingMessage): boolean => {
  const { origin, host = '' } = request.headers;
  return !thisMachine.test(host) || (origin !== undefined && origin !== `http://${host}`);
};

type Act = (core: Core, name: string) => unknown;

const actions: [RegExp, Act][] = [
  [/^\/console\/api\/queues\/([^/]+)\/redrive$/, async (core, name) => ({ moved: await redrive(core, name) })],
  [
    /^\/console\/api\/schedules\/([^/]+)\/fire$/,
    (core, name) => {
      core.scheduler.fire(name);
      return { fired: name };
    },
  ],
];

/** What a button's address asks for, or undefined when it is none. */
const asked = (core: Core, path: string): (() => unknown) | undefined => {
  for (const [pattern, run] of actions) {
    const name = pattern.exec(path)?.[1];
    if (name !== undefined) return () => run(core, name);
  }
  return undefined;
};

const press = async (request: IncomingMessage, response: ServerResponse, run: () => unknown): Promise<void> => {
  try {
    send(response, 200, await run());
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    sendReply(response, problem('gateway.unknown-route', 'there is nothing of that name', correlationIdOf(request)));
  }
};

type View = (request: IncomingMessage, response: ServerResponse) => unknown;

const viewsOf = (core: Core, selfUrl: () => string): Record<string, View> => {
  const state = consoleState(core);
  const outbox = outboxReader(selfUrl);
  return {
    '/console/api/state': (_request, response) => send(response, 200, state()),
    '/console/api/stream': openConsoleStream(core, state),
    '/console/outbox': async (request, response) => {
      const { status, body } = await outbox(request.url?.split('?')[1] ?? '');
      send(response, status, body);
    },
  };
};

/** The outbox has a page and data under one address. */
const wantsPage = ({ headers }: IncomingMessage, path: string): boolean =>
  path === '/console/outbox' && (headers.accept ?? '').includes('text/html');

/** The console's data: state, live stream, redrive, firing of schedules, outbox. `selfUrl` is the gateway's own address. */
export function consoleRoutes(core: Core, selfUrl: () => string): ConsoleRoutes {
  const views = viewsOf(core, selfUrl);
  const buttonOf = (request: IncomingMessage, path: string): View | undefined => {
    const run = asked(core, path);
    return run && ((_request, response) => press(request, response, run));
  };
  const viewOf = (request: IncomingMessage, path: string): View | undefined =>
    Object.hasOwn(views, path) && !wantsPage(request, path) ? views[path] : undefined;
  return async (request, response, path) => {
    if (isForeign(request)) return false;
    const serve = request.method === 'POST' ? buttonOf(request, path) : viewOf(request, path);
    await serve?.(request, response);
    return serve !== undefined;
  };
}
