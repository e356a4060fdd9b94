import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '../../shared/platform/route.ts';

/** The routes of one context. */
export interface ContextRoutes {
  context: string;
  routes: Route[];
}

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'id' in value && 'replies' in value && 'path' in value;

const isRouteFile = (name: string): boolean => name === 'routes.ts' || name.endsWith('-routes.ts');

const byAddress = (a: Route, b: Route): number =>
  a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1;

async function readContext(root: string, context: string): Promise<ContextRoutes> {
  const files = readdirSync(join(root, 'functions', context))
    .filter(isRouteFile)
    .sort();
  const routes: Route[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(`../../functions/${context}/${file}`);
    routes.push(...Object.values(module).filter(isRoute));
  }
  return { context, routes: routes.sort(byAddress) };
}

/** Reads every `routes.ts` and `*-routes.ts` under `functions`; contexts by name, routes by path and method. */
export async function readRoutes(root: string): Promise<ContextRoutes[]> {
  const folders = readdirSync(join(root, 'functions'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).sort();
  const all = await Promise.all(names.map((name) => readContext(root, name)));
  return all.filter(({ routes }) => routes.length > 0);
}
