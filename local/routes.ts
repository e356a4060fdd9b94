import { Unsupported } from './unsupported.ts';

/** A route found for a request: its target, its key, and the path parameters, URL-decoded. */
export type RouteMatch<T> = { target: T; routeKey: string; pathParameters: Record<string, string> };

type Leaf<T> = { target: T; routeKey: string; names: string[] };
type Leaves<T> = Map<string, Leaf<T>>;
type Node<T> = { literals: Map<string, Node<T>>; param: Node<T> | undefined; here: Leaves<T>; greedy: Leaves<T> };

const PARAMETER = /^\{([\w.-]+)\}$/;
const GREEDY = /^\{([\w.-]+)\+\}$/;

const emptyNode = <T>(): Node<T> => ({ literals: new Map(), param: undefined, here: new Map(), greedy: new Map() });

/**
 * Compiles API Gateway HTTP API route keys (`GET /v1/orders/{orderId}`, `ANY /{proxy+}`, `$default`) into a lookup.
 *
 * A literal segment beats `{name}`, which beats `{name+}`; a named method beats ANY; `$default` comes last. `path` is the
 * raw path without its query. A path whose percent-encoding is broken matches nothing: the caller answers 404.
 * Throws {@link Unsupported} for a key of another form and for a key declared twice.
 */
export function compileRoutes<T>(
  entries: { key: string; target: T }[],
): (method: string, path: string) => RouteMatch<T> | undefined {
  const root = emptyNode<T>();
  const fallback: Leaves<T> = new Map();
  for (const { key, target } of entries) {
    if (key === '$default') declare(fallback, 'ANY', { target, routeKey: key, names: [] });
    else insert(root, key, target);
  }
  return (method, path) => {
    const segments = decodedSegments(path);
    if (segments === undefined) return undefined;
    return find(root, segments, [], method) ?? matchOf(fallback.get('ANY'), []);
  };
}

type Segment = { literal: string } | { name: string };
type RouteKey = { method: string; segments: Segment[]; greedyName: string | undefined };

function insert<T>(root: Node<T>, key: string, target: T): void {
  const { method, segments, greedyName } = parseKey(key);
  const end = segments.reduce(
    (node, part) => ('name' in part ? parameterChild(node) : literalChild(node, part.literal)),
    root,
  );
  const names = segments.flatMap((part) => ('name' in part ? [part.name] : []));
  if (greedyName === undefined) declare(end.here, method, { target, routeKey: key, names });
  else declare(end.greedy, method, { target, routeKey: key, names: [...names, greedyName] });
}

function parseKey(key: string): RouteKey {
  const [, method, path] = /^([A-Z]+) \/(\S*)$/.exec(key) ?? [];
  if (method === undefined || path === undefined) throw new Unsupported('route key', key, 'HTTP API');
  const texts = path.split('/');
  const greedyName = GREEDY.exec(texts.at(-1) ?? '')?.[1];
  if (greedyName !== undefined) texts.pop();
  return { method, segments: texts.map((text) => segmentOf(text, key)), greedyName };
}

function segmentOf(text: string, key: string): Segment {
  const name = PARAMETER.exec(text)?.[1];
  if (name !== undefined) return { name };
  if (/[{}]/.test(text)) throw new Unsupported('route key', key, 'HTTP API');
  return { literal: text };
}

function literalChild<T>(node: Node<T>, segment: string): Node<T> {
  const child = node.literals.get(segment) ?? emptyNode<T>();
  node.literals.set(segment, child);
  return child;
}

function parameterChild<T>(node: Node<T>): Node<T> {
  node.param ??= emptyNode<T>();
  return node.param;
}

function declare<T>(leaves: Leaves<T>, method: string, leaf: Leaf<T>): void {
  if (leaves.has(method)) throw new Unsupported('second route', leaf.routeKey, 'HTTP API');
  leaves.set(method, leaf);
}

function decodedSegments(path: string): string[] | undefined {
  try {
    return path.replace(/^\//, '').split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** Depth first, most specific branch first: a branch without a leaf for the method is left again for a wider one. */
function find<T>(node: Node<T>, segments: string[], values: string[], method: string): RouteMatch<T> | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return matchOf(leafFor(node.here, method), values);
  const literal = node.literals.get(segment);
  const exact = literal && find(literal, rest, values, method);
  if (exact !== undefined) return exact;
  if (segment === '') return undefined;
  const wide = node.param && find(node.param, rest, [...values, segment], method);
  return wide ?? matchOf(leafFor(node.greedy, method), [...values, segments.join('/')]);
}

function leafFor<T>(leaves: Leaves<T>, method: string): Leaf<T> | undefined {
  return leaves.get(method) ?? leaves.get('ANY');
}

function matchOf<T>(leaf: Leaf<T> | undefined, values: string[]): RouteMatch<T> | undefined {
  if (leaf === undefined) return undefined;
  const pathParameters = Object.fromEntries(leaf.names.map((name, at) => [name, values[at] ?? '']));
  return { target: leaf.target, routeKey: leaf.routeKey, pathParameters };
}
