import { shopAsBuyer } from '../clients/buyer.ts';
import type { Person } from '../clients/person.ts';
import { receiveAsStaff, shipAsStaff } from '../clients/staff.ts';
import { must } from './must.ts';
import type { Scenario, Stage } from './stage.ts';

const DAY_MS = 86_400_000;

/** So large that it lies in shards, so small that the buyers of one run use it up. */
const BUDGET = 1_000_000;

const coupon = { kind: 'percent-off', layer: 'coupon', effect: { percent: 40 }, scope: {} };

async function publish(staff: Person, definition: object): Promise<string> {
  const { promotionId } = await must(staff, 'POST', '/v1/admin/promotions', definition as Record<string, unknown>);
  await must(staff, 'POST', `/v1/admin/promotions/${promotionId}/publish`, undefined);
  return String(promotionId);
}

interface Plan {
  large: string;
  small: string;
  terms: Record<string, unknown>;
}

const plans = new WeakMap<Stage, Plan>();

async function open(stage: Stage): Promise<void> {
  const { random, skus, coupons, simulation } = stage;
  const staff = stage.person('staff', ['staff']);
  for (const sku of ['DEAR', 'DEARER']) {
    skus.push(sku);
    const price = { amount: random.between(50, 200) * 1_000, currency: 'CNY' };
    await must(staff, 'PUT', `/v1/admin/products/${sku}`, {
      name: { en: sku },
      category: 'tea',
      price,
      status: 'active',
    });
    const receipt = { sku, locationId: 'main', quantity: 200, reference: 'opening' };
    await must(staff, 'POST', '/v1/admin/stock/receipts', receipt);
  }
  const at = (milliseconds: number) => new Date(simulation.core.now + milliseconds).toISOString();
  const always = { validFrom: at(-DAY_MS), validTo: at(DAY_MS) };
  const limits = { budget: BUDGET, autoStop: random.chance(0.5), onExhaustion: random.pick(['skip', 'cap']) };
  const terms = { ...always, ...coupon, name: 'Large', limits, coupon: { mode: 'single', code: 'LARGE' } };
  const one = { ...always, ...coupon, name: 'Small', limits: { perCustomer: 2 }, coupon: { mode: 'unique', count: 9 } };
  plans.set(stage, { large: await publish(staff, terms), small: await publish(staff, one), terms });
  coupons.push('LARGE', 'LARGE');
}

/** Claims a coupon, at times twice, and tells others of the code. */
async function claim(person: Person, stage: Stage, promotionId: string): Promise<void> {
  const { random } = person;
  for (let times = random.between(1, 2); times > 0; times -= 1) {
    const reply = await person.insist({ method: 'POST', path: '/v1/coupons/claim', body: { promotionId } });
    if (reply.status === 201) stage.coupons.push(String(reply.body.code));
    await person.pause(random.between(0, 20_000));
  }
  await shopAsBuyer(person, stage);
}

/** Grants more or less while everybody buys, looks, orders codes, and ends it at times. */
async function steer(staff: Person, { large, small, terms }: Plan): Promise<void> {
  const { random } = staff;
  const path = `/v1/admin/promotions/${large}`;
  await staff.insist({
    method: 'POST',
    path: `/v1/admin/promotions/${small}/coupons`,
    body: { mode: 'unique', count: 150 },
  });
  for (let changes = random.between(0, 2); changes > 0; changes -= 1) {
    await staff.pause(random.between(10_000, 60_000));
    const limits = { ...(terms.limits as object), budget: random.pick([BUDGET / 2, 1.5 * BUDGET, 2 * BUDGET]) };
    await staff.insist({ method: 'PUT', path, body: { ...terms, limits } });
    await staff.insist({ method: 'POST', path: `${path}/publish` });
    await staff.send({ method: 'GET', path: `${path}/budget` });
  }
  await staff.pause(random.between(10_000, 60_000));
  if (random.chance(0.4)) await staff.insist({ method: 'POST', path: `${path}/stop` });
}

function play(stage: Stage): void {
  const plan = plans.get(stage);
  if (!plan) throw new Error('nobody opened the shop');
  for (let number = 1; number <= 14; number += 1) {
    const person = stage.person(`buyer-${number}`);
    stage.play(stage.random.chance(0.5) ? claim(person, stage, plan.small) : shopAsBuyer(person, stage));
  }
  stage.play(steer(stage.person('marketer', ['staff']), plan));
  stage.play(shipAsStaff(stage.person('shipper', ['staff']), stage));
  stage.play(receiveAsStaff(stage.person('receiver', ['staff']), stage));
}

/** A large budget in shards that is used up, changed and ended while everybody buys; codes that work once. */
export const budgets: Scenario = {
  name: 'budgets',
  settings: (random) => ({ RESERVATION_SECONDS: String(random.pick([30, 60, 120])) }),
  open,
  play,
  faultMs: 200_000,
  quietMs: 900_000,
};
