import {
  tooLarge,
  unknownSkus,
  wrongAttributes,
  wrongBodies,
  wrongBytes,
  wrongQuantities,
} from '../../support/attacks/bodies.ts';
import { anonymousCalls, badTokenCalls, strangersCalls, wrongRoleCalls } from '../../support/attacks/callers.ts';
import { type Ground, openGround } from '../../support/attacks/ground.ts';
import { wrongCursors, wrongKeys, wrongParams, wrongQueries } from '../../support/attacks/parameters.ts';
import { offer } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { type Attack, complaintsAbout } from '../../support/refusal.ts';
import { SAMPLE_SKU, SAMPLES } from '../../support/requests.ts';
import { inLanes } from '../../support/route-calls.ts';

let platform: TestPlatform;
let ground: Ground;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  ground = await openGround(platform);
  await offer(ground.people.staff, SAMPLE_SKU, { stock: 100 });
});

afterAll(() => platform.discard());

test('given the table of samples, then it has one for every route, and none too many', () => {
  expect(ground.routes.map(({ id }) => id).sort()).toEqual(Object.keys(SAMPLES).sort());
});

const KINDS: [string, (ground: Ground) => Attack[] | Promise<Attack[]>][] = [
  ['nobody calls a guarded route, then 401', anonymousCalls],
  ['a token is not good, then 401', badTokenCalls],
  ['a role is not the one, then 403', wrongRoleCalls],
  ["the order is another's, then 404", strangersCalls],
  ['a field is unknown, missing or of another type, then 400', wrongBodies],
  ['the body is no JSON, too large or too deep, then 4xx', wrongBytes],
  ['the body is larger than the gateway takes, then 413', tooLarge],
  ['a quantity is no number of units, then 400', wrongQuantities],
  ['a SKU is unknown or none, then 4xx', unknownSkus],
  ['an attribute is named as none can be, then 400', wrongAttributes],
  ['a path parameter is garbage, then 4xx', wrongParams],
  ['a query parameter is garbage, then 400', wrongQueries],
  ['a cursor is not of this list, then 400', wrongCursors],
  ['the Idempotency-Key is no key, then 400', wrongKeys],
];

/** How many attacks of each kind there were, and what is wrong with their answers. */
const outcomes = new Map<string, { attacks: number; complaints: string[] }>();

/** All that is done to one route, one after the other: whoever goes from route to route starts each function every time anew. */
async function attackRoute(attacks: readonly (Attack & { kind: string })[]): Promise<void> {
  for (const attack of attacks) {
    const outcome = outcomes.get(attack.kind) ?? { attacks: 0, complaints: [] };
    outcomes.set(attack.kind, outcome);
    outcome.attacks += 1;
    outcome.complaints.push(...(await complaintsAbout(attack)));
  }
}

beforeAll(async () => {
  const made = await Promise.all(
    KINDS.map(async ([kind, attacksOn]) => (await attacksOn(ground)).map((attack) => ({ ...attack, kind }))),
  );
  const byRoute = Map.groupBy(made.flat(), ({ what }) => what.split(' ')[0]);
  await inLanes([...byRoute.values()], 2, attackRoute);
}, 300_000);

test.each(KINDS)('given every route, when %s, as problem+json that shows nothing', (kind) => {
  const { attacks = 0, complaints } = outcomes.get(kind) ?? {};
  expect(attacks).toBeGreaterThan(1);
  expect(complaints).toEqual([]);
});

test('given all of that, then no function failed and nothing went to a dead-letter queue', async () => {
  await platform.idle();
  const dead = platform.core.queues.all().filter(({ settings }) => settings.name.endsWith('-dlq'));
  expect(dead.filter((queue) => queue.counts().visible > 0).map(({ settings }) => settings.name)).toEqual([]);
});
