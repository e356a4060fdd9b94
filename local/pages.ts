import type { Core } from './core.ts';
import type { LocalPages } from './gateway.ts';
import { sendReply } from './problem.ts';

const json = (value: unknown) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** What is served beside the API: health, pages, console data. */
export function localPages(core: Core, _root: string): LocalPages {
  return async (_request, response, path) => {
    if (path !== '/health') return false;
    const functions = core.functions.all().length;
    sendReply(response, json({ status: 'ok', engine: core.engine.kind, functions, tables: core.tables.size }));
    return true;
  };
}
