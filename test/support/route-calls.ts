import { readRoutes } from '../../scripts/docs/route-list.ts';
import type { Role, Route } from '../../shared/platform/route.ts';
import { type Person, signIn } from './buyer.ts';
import type { TestPlatform } from './platform.ts';
import type { Sample } from './requests.ts';

/** Every route of every context, read from the route objects themselves. */
export async function allRoutes(): Promise<Route[]> {
  return (await readRoutes(process.cwd())).flatMap(({ routes }) => routes);
}

/** One person for each role. */
export type People = Record<Role, Person>;

/** Signs in one person for each role. */
export async function everyRole(platform: TestPlatform): Promise<People> {
  const sign = (role: Role) => signIn(platform, [role], `the-${role}`);
  const [customer, staff, admin, partner] = await Promise.all([
    sign('customer'),
    sign('staff'),
    sign('admin'),
    sign('partner'),
  ]);
  return { customer, staff, admin, partner };
}

/** Somebody who may call the route. */
export function rightfulCaller(route: Route, people: People): Person {
  const [role = 'customer'] = typeof route.access === 'string' ? [] : route.access;
  return people[role];
}

/** The path and query of a route with some parameters; they are encoded unless `raw`. */
export function addressOf(route: Route, { params = {}, query = {} }: Sample, raw = false): string {
  const written = raw ? (text: string) => text : encodeURIComponent;
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => written(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The names of a route's path parameters. */
export function paramNames(route: Route): string[] {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** Runs `work` on each item, `lanes` at a time, and joins what they give. */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
