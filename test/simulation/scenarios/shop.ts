import { shopAsBuyer } from '../clients/buyer.ts';
import { sellAtTill, serveCounter, workInStockRoom } from '../clients/counter.ts';
import { comeInCrowds } from '../clients/crowd.ts';
import type { Person } from '../clients/person.ts';
import { receiveAsStaff, shipAsStaff } from '../clients/staff.ts';
import type { Random } from '../world/random.ts';
import { must } from './must.ts';
import type { Scenario, Stage } from './stage.ts';

const FAULTS_MS = 150_000;
const QUIET_MS = 900_000;
const DAY_MS = 86_400_000;

async function fillShelf(stage: Stage, staff: Person): Promise<void> {
  const { random, skus } = stage;
  for (let number = random.between(2, 4); number > 0; number -= 1) {
    const sku = `SKU-${number}`;
    skus.push(sku);
    const price = { amount: random.between(1, 400) * 25, currency: 'CNY' };
    await must(staff, 'PUT', `/v1/admin/products/${sku}`, {
      name: { en: sku },
      category: 'tea',
      price,
      status: 'active',
    });
    for (const locationId of stage.locations) {
      const receipt = { sku, locationId, quantity: random.between(2, 10), reference: 'opening' };
      await must(staff, 'POST', '/v1/admin/stock/receipts', receipt);
    }
  }
}

async function publish(staff: Person, definition: Record<string, unknown>): Promise<void> {
  const { promotionId } = await must(staff, 'POST', '/v1/admin/promotions', definition);
  await must(staff, 'POST', `/v1/admin/promotions/${promotionId}/publish`, undefined);
}

/** One for everybody, one in a window that opens and closes during the run, and a coupon that does not last for all. */
async function makePromotions({ random, skus, coupons, simulation }: Stage, staff: Person): Promise<void> {
  const at = (milliseconds: number) => new Date(simulation.core.now + milliseconds).toISOString();
  const always = { validFrom: at(-DAY_MS), validTo: at(DAY_MS) };
  const percent = { kind: 'percent-off', layer: 'item', effect: { percent: random.pick([5, 10, 12.5, 33.3]) } };
  if (random.chance(0.6))
    await publish(staff, { ...always, ...percent, name: 'Percent', scope: { skus: [random.pick(skus)] } });
  const window = { validFrom: at(random.between(30_000, 90_000)), validTo: at(random.between(100_000, 180_000)) };
  const threshold = { kind: 'threshold-off', layer: 'order', effect: { tiers: [{ spend: 3_000, off: 500 }] } };
  if (random.chance(0.5)) await publish(staff, { ...window, ...threshold, name: 'Window', scope: {} });
  if (random.chance(0.7)) {
    const limits = {
      totalUses: random.between(2, 8),
      perCustomer: random.between(1, 2),
      budget: random.between(20, 80) * 100,
    };
    const coupon = { kind: 'amount-off', layer: 'coupon', effect: { amount: random.between(1, 8) * 50 }, scope: {} };
    await publish(staff, { ...always, ...coupon, name: 'Coupon', limits, coupon: { mode: 'single', code: 'TEA' } });
    coupons.push('TEA');
  }
}

/** So many products that an order of all of them is held first and committed second. */
async function addMany({ many }: Stage, staff: Person): Promise<void> {
  const names = Array.from({ length: 60 }, (_, index) => `MANY-${index}`);
  const price = { amount: 700, currency: 'CNY' };
  await Promise.all(
    names.map(async (sku) => {
      await must(staff, 'PUT', `/v1/admin/products/${sku}`, {
        name: { en: sku },
        category: 'many',
        price,
        status: 'active',
      });
      await must(staff, 'POST', '/v1/admin/stock/receipts', {
        sku,
        locationId: 'main',
        quantity: 3,
        reference: 'opening',
      });
    }),
  );
  many.push(...names);
}

/** A second place, safety stock and pools, tax and shipping, birthdays: each in some seeds only. */
async function furnish({ random, locations, simulation }: Stage, staff: Person): Promise<void> {
  if (random.chance(0.5)) {
    const store = { kind: 'store', name: 'Store', region: 'Shanghai', capabilities: ['ship', 'pickup', 'return'] };
    await must(staff, 'PUT', '/v1/admin/locations/store-1', store);
    locations.push('store-1');
  }
  if (random.chance(0.3)) {
    const tax = { prices: random.pick(['inclusive', 'exclusive']), rates: [{ percent: 13 }] };
    await must(staff, 'PUT', '/v1/admin/charges', { tax, shipping: { tariffs: [{ fee: 800 }] } });
  }
  if (random.chance(0.4)) {
    const at = (milliseconds: number) => new Date(simulation.core.now + milliseconds).toISOString();
    const campaign = { kind: 'birthday-greeting', name: 'Birthday', validFrom: at(-DAY_MS), validTo: at(DAY_MS) };
    const greeting = { couponCode: 'TEA', template: { zh: '{name} {coupon}', en: '{name} {coupon}' }, enabled: true };
    await must(staff, 'PUT', '/v1/admin/campaigns/birthday', { ...campaign, ...greeting });
  }
}

async function reserveSome({ random, skus }: Stage, staff: Person): Promise<void> {
  if (!random.chance(0.3)) return;
  const pools = random.chance(0.5) ? [{ channel: 'live', units: 3, lendsTo: ['web'], floor: 0 }] : [];
  const settings = { safety: random.between(0, 2), lowAt: 4, pools };
  await must(staff, 'PUT', `/v1/admin/stock/${random.pick(skus)}/settings/main`, settings);
}

/** What may be ordered before it is there, and is wanted by many: who waits is served by what others give back. */
async function letWait({ random, skus }: Stage, staff: Person): Promise<void> {
  if (!random.chance(0.4)) return;
  const price = { amount: 900, currency: 'CNY' };
  await must(staff, 'PUT', '/v1/admin/products/LATER', {
    name: { en: 'Later' },
    category: 'tea',
    price,
    status: 'active',
  });
  const receipt = { sku: 'LATER', locationId: 'main', quantity: random.between(1, 3), reference: 'opening' };
  await must(staff, 'POST', '/v1/admin/stock/receipts', receipt);
  const settings = { backorder: { limit: random.between(3, 9) } };
  await must(staff, 'PUT', '/v1/admin/stock/LATER/settings/main', settings);
  skus.push('LATER', 'LATER');
}

/** What is sold out of the stock of others. */
async function bundleSome({ random, skus }: Stage, staff: Person): Promise<void> {
  if (!random.chance(0.3)) return;
  const bundle = random
    .shuffled(skus)
    .slice(0, 2)
    .map((sku) => ({ sku, quantity: random.between(1, 2) }));
  const price = { amount: random.between(10, 400) * 25, currency: 'CNY' };
  const body = { name: { en: 'Set' }, category: 'tea', price, status: 'active', bundle };
  await must(staff, 'PUT', '/v1/admin/products/SET', body);
  skus.push('SET');
}

async function open(stage: Stage): Promise<void> {
  const staff = stage.person('staff', ['staff']);
  await furnish(stage, staff);
  await fillShelf(stage, staff);
  await reserveSome(stage, staff);
  if (stage.random.chance(0.06)) await addMany(stage, staff);
  await makePromotions(stage, staff);
  await bundleSome(stage, staff);
  await letWait(stage, staff);
}

function play(stage: Stage): void {
  // A crowd in some seeds, few in most: what few can do to one another is tried more often for the same time.
  const buyers = stage.random.chance(0.3) ? stage.random.between(8, 12) : stage.random.between(3, 6);
  for (let number = 1; number <= buyers; number += 1) stage.play(shopAsBuyer(stage.person(`buyer-${number}`), stage));
  stage.play(shipAsStaff(stage.person('shipper', ['staff']), stage));
  stage.play(receiveAsStaff(stage.person('receiver', ['staff']), stage));
  stage.play(serveCounter(stage.person('counter', ['staff']), stage));
  if (stage.skus.includes('LATER')) comeInCrowds(stage, 'LATER');
  if (stage.random.chance(0.4)) stage.play(workInStockRoom(stage.person('stock-room', ['staff']), stage));
  if (stage.locations.length > 1 && stage.random.chance(0.5))
    stage.play(sellAtTill(stage.person('till-1', ['staff']), stage));
}

/** A moment of any day; often a minute before the hours at which campaigns run. */
function start(random: Random): number {
  const day = Date.UTC(2026, 2, 1) + random.between(0, 300) * DAY_MS;
  return random.chance(0.5) ? day + 3_600_000 - random.between(40_000, 150_000) : day + random.between(0, DAY_MS);
}

/** The ordinary day of a small shop with too little stock, under everything that can go wrong. */
export const shop: Scenario = {
  name: 'shop',
  settings: (random) => ({ RESERVATION_SECONDS: String(random.pick([60, 120, 300, 600])) }),
  start,
  open,
  play,
  faultMs: FAULTS_MS,
  quietMs: QUIET_MS,
};
