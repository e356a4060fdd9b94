import type { ApiSpec, RouteSpec } from '../../../local/gateway-spec.ts';
import { compileRoutes } from '../../../local/routes.ts';

/** Finds a request's route and its path parameters. */
export type FindRoute = ReturnType<typeof compileRoutes<RouteSpec>>;

// One template serves thousands of worlds.
const compiled = new WeakMap<ApiSpec, FindRoute>();

/** The routes of an API, compiled once. */
export function routesOf(api: ApiSpec): FindRoute {
  const find = compiled.get(api) ?? compileRoutes(api.routes.map((target) => ({ key: target.key, target })));
  compiled.set(api, find);
  return find;
}
