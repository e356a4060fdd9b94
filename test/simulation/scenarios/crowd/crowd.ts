import type { Ask, Person } from '../../clients/person.ts';
import { carry } from '../../clients/staff.ts';
import { castOf } from '../../crash-points/chapter.ts';
import { openShop, product, publish, withCode } from '../../crash-points/shelf.ts';
import type { Scenario, Stage } from '../stage.ts';
import { buyersActs } from './buyers-acts.ts';
import { staffsActs } from './staffs-acts.ts';
import { type Act, Town } from './town.ts';

/** A minute before the jobs of a morning. */
const MORNING = Date.UTC(2026, 2, 11, 0, 57);
const MOMENTS = 60;

async function open(stage: Stage): Promise<void> {
  const cast = castOf(stage);
  const { staff } = cast;
  await openShop(cast);
  await publish(staff, { ...withCode('LAST'), limits: { totalUses: 1 } });
  await staff(
    'PUT /v1/admin/products/SET',
    product('SET', {
      bundle: [
        { sku: 'A', quantity: 1 },
        { sku: 'B', quantity: 1 },
      ],
    }),
  );
  await staff('PUT /v1/admin/products/HOT', product('HOT'));
  await staff('POST /v1/admin/stock/receipts', { sku: 'HOT', locationId: 'main', quantity: 3, reference: 'opening' });
  const ends = new Date(stage.simulation.core.now + stage.random.between(60, 300) * 1_000).toISOString();
  const sale = { from: '2020-01-01T00:00:00Z', to: ends, perCustomer: 2, holdSeconds: 20, lapses: 2 };
  if (stage.random.chance(0.5)) await staff('PUT /v1/admin/hot-skus/HOT', sale);
}

const weighted = (acts: readonly Act[]): Act[] =>
  acts.flatMap((act) => Array.from({ length: act.weight ?? 1 }, () => act));
const ALL = weighted([...buyersActs, ...staffsActs]);

/** Three buyers and two of the staff, each with two devices that know nothing of each other. */
function peopleOf(stage: Stage): Record<Act['by'], Person[]> {
  const of = (id: string, roles: string[]) => [stage.person(id, roles), stage.person(id, roles)];
  return {
    // One whose token runs out before the day is over.
    buyer: [...['ann', 'bob', 'eve'].flatMap((id) => of(id, ['customer'])), stage.person('eve', ['customer'], 100)],
    staff: ['clerk', 'other-clerk'].flatMap((id) => of(id, ['staff'])),
  };
}

interface Doing {
  stage: Stage;
  town: Town;
  what: Act;
  made: Ask;
}

async function act({ stage, town, what, made }: Doing, person: Person, key: string): Promise<void> {
  const reply = await person.insist(made, key);
  stage.simulation.core.count(`${made.method} ${reply.status} ${String(reply.body.code ?? '')}`);
  what.hear?.(town, reply, person);
  const [parcel] = town.parcels.splice(0);
  if (parcel === undefined) return;
  if (stage.random.chance(0.8)) carry(stage, person, parcel);
  const told = { trackingNumber: parcel, status: 'LOST', at: town.at(-60_000), eventId: `stale-${parcel}` };
  if (stage.random.chance(0.3)) stage.simulation.pushes.replay('/v1/webhooks/deliveries/sandbox', told);
}

/** Moment after moment somebody does something, and as often as not others do the very same. */
async function pass(stage: Stage, calm: boolean): Promise<void> {
  const { random } = stage;
  const town = new Town(stage);
  const people = peopleOf(stage);
  const clock = stage.person('clock');
  for (let moment = 1; moment <= MOMENTS; moment += 1) {
    await clock.pause(random.pick([0, 20, 200, 1_000, calm ? 1_000 : 4_000, 6_000]));
    const what = random.pick(ALL);
    const made = what.ask(town, random);
    if (made === undefined) continue;
    const doers = random.shuffled(people[what.by]).slice(0, random.pick([1, 1, 2, 3]));
    for (const [index, person] of doers.entries())
      stage.play(act({ stage, town, what, made }, person, `moment-${moment}-${index}`));
  }
}

/** Everybody does everything at once, to the same few things, with a right to it or without. */
export const crowd: Scenario = {
  name: 'crowd',
  settings: (random) => ({ RESERVATION_SECONDS: String(random.pick([20, 60, 300])) }),
  start: () => MORNING,
  open,
  play: (stage) => stage.play(pass(stage, false)),
  faultMs: 200_000,
  quietMs: 900_000,
};

/** The same on a day on which nothing fails: what goes wrong comes of the crowd. */
export const calmCrowd: Scenario = {
  ...crowd,
  name: 'calm-crowd',
  strength: 0,
  isCalm: true,
  play: (stage) => stage.play(pass(stage, true)),
};
