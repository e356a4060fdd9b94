import type { ApiSpec, RouteSpec } from '../../../local/gateway-spec.ts';

/** A route of the template, ready to be compared with requests. */
interface Matched {
  spec: RouteSpec;
  pattern: RegExp;
  names: string[];
}

/** A request's route, and what stands for the parameters in its path. */
export interface Found {
  spec: RouteSpec;
  params: Record<string, string>;
}

/** Reads a route's path: `/v1/orders/{orderId}/cancel`. */
function matcherOf(spec: RouteSpec, path: string): Matched {
  const names: string[] = [];
  const pattern = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  return { spec, pattern: new RegExp(`^${pattern}$`), names };
}

/** Where a route stands: only those with its method, its number of parts and its first two parts can fit a request. */
const placeOf = (method: string, path: string): string => {
  const parts = path.split('/');
  return `${method} ${parts.length} ${parts[1]} ${parts[2]}`;
};

/** Finds requests' routes among an API's. */
class Router {
  readonly #places = new Map<string, Matched[]>();
  readonly #fallback: RouteSpec | undefined;

  constructor({ routes }: ApiSpec) {
    this.#fallback = routes.find(({ key }) => key === '$default');
    for (const spec of routes.filter((each) => each !== this.#fallback)) {
      const [method = '', path = ''] = spec.key.split(' ');
      const place = placeOf(method, path);
      this.#places.set(place, [...(this.#places.get(place) ?? []), matcherOf(spec, path)]);
    }
    // Of two that fit, the one with fewer parameters counts.
    for (const place of this.#places.values()) place.sort((a, b) => a.names.length - b.names.length);
  }

  /** The route of a request; undefined when there is none. */
  find(method: string, path: string): Found | undefined {
    for (const { spec, pattern, names } of this.#places.get(placeOf(method, path)) ?? []) {
      const values = pattern.exec(path);
      if (values)
        return {
          spec,
          params: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index + 1] ?? '')])),
        };
    }
    return this.#fallback && { spec: this.#fallback, params: {} };
  }
}

// One template serves thousands of worlds.
const routers = new WeakMap<ApiSpec, Router>();

/** The router of an API. */
export function routerOf(api: ApiSpec): Router {
  const known = routers.get(api) ?? new Router(api);
  routers.set(api, known);
  return known;
}
