import type { RouteSpec } from '../../../local/gateway-spec.ts';

/** A route of the template, ready to be compared with requests. */
export interface Matched {
  spec: RouteSpec;
  pattern: RegExp;
  names: string[];
  method: string;
}

/** Reads a route's key: `POST /v1/orders/{orderId}/cancel`. */
export function matcherOf(spec: RouteSpec): Matched {
  const [method = '', path = ''] = spec.key.split(' ');
  const names: string[] = [];
  const pattern = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  return { spec, pattern: new RegExp(`^${pattern}$`), names, method };
}
