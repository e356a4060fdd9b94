import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { type ConsoleRoutes, consoleRoutes } from './console.ts';
import type { Core } from './core.ts';
import type { LocalPages } from './gateway.ts';
import { correlationIdOf, problem, sendReply } from './problem.ts';
import { fileIn, sendFile } from './static-files.ts';

/** Where a page lies and what serves it. */
type Site = { prefix: string; folder: string; build: string };

const sitesOf = (root: string): Site[] => [
  { prefix: '/console', folder: join(root, 'clients', 'console', 'dist'), build: 'npm run build' },
  { prefix: '/docs', folder: join(root, 'clients', 'docs'), build: 'npm run docs' },
  { prefix: '', folder: join(root, 'clients', 'storefront', 'dist'), build: 'npm run build' },
];

const documents = ['openapi.json', 'asyncapi.json'];

/** What a browser opens as a page; anything else that is no file is for the API to refuse. */
const isPage = (request: IncomingMessage, inside: string): boolean =>
  inside === '' || (extname(inside) === '' && (request.headers.accept ?? '').includes('text/html'));

const sendIndex = (request: IncomingMessage, response: ServerResponse, site: Site): void => {
  const index = fileIn(site.folder, 'index.html');
  if (index === undefined) notBuilt(request, response, site.build);
  else sendFile(request, response, index);
};

const notBuilt = (request: IncomingMessage, response: ServerResponse, build: string): void =>
  sendReply(response, problem('gateway.not-built', `this page is not built yet: ${build}`, correlationIdOf(request)));

const serveDocument = (request: IncomingMessage, response: ServerResponse, root: string, name: string): void => {
  const file = fileIn(join(root, 'docs'), name);
  if (file === undefined) notBuilt(request, response, 'npm run docs');
  else sendFile(request, response, file);
};

const sendHealth = (core: Core, response: ServerResponse): void => {
  const health = {
    status: core.engine.isUp ? 'ok' : 'engine-restarting',
    engine: core.engine.kind,
    functions: core.functions.all().length,
    tables: core.tables.size,
    queues: core.queues.all().length,
    pid: process.pid,
    enginePid: core.engine.pid,
    engineRestarts: core.engine.restarts,
  };
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  sendReply(response, { status: core.engine.isUp ? 200 : 503, headers, body: JSON.stringify(health) });
};

const isUnder = (path: string, prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`);

/** The file or the page under an address (pages route in the browser); false for what is neither. */
const serveSite = (request: IncomingMessage, response: ServerResponse, sites: Site[], path: string): boolean => {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const site = isRead ? sites.find(({ prefix }) => prefix === '' || isUnder(path, prefix)) : undefined;
  if (site === undefined) return false;
  const inside = path.slice(site.prefix.length).replace(/^\//, '');
  const file = fileIn(site.folder, inside);
  if (file !== undefined) sendFile(request, response, file);
  else if (isPage(request, inside)) sendIndex(request, response, site);
  else return false;
  return true;
};

/** What is served beside the API: health, pages, their documents, and the console's data. `selfUrl` is the gateway's own. */
export function localPages(core: Core, root: string, selfUrl: () => string): LocalPages {
  const sites = sitesOf(root);
  const console: ConsoleRoutes = consoleRoutes(core, selfUrl);
  const fixed: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
    '/health': (_request, response) => sendHealth(core, response),
  };
  for (const name of documents) fixed[`/${name}`] = (request, response) => serveDocument(request, response, root, name);
  return async (request, response, path) => {
    const serve = Object.hasOwn(fixed, path) ? fixed[path] : undefined;
    if (serve !== undefined) {
      serve(request, response);
      return true;
    }
    if (isUnder(path, '/console') && (await console(request, response, path))) return true;
    return serveSite(request, response, sites, path);
  };
}
