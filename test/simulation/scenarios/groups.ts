import { groupBuyOf } from '../../support/groups.ts';
import { shopAsBuyer } from '../clients/buyer.ts';
import { receiveAsStaff, shipAsStaff } from '../clients/staff.ts';
import { must } from './must.ts';
import type { Scenario, Stage } from './stage.ts';

const DAY_MS = 86_400_000;

/** Dearer than any group's price, so that a group is always worth while. */
const LEAST_PRICE = 2_000;

async function offerOne({ random, skus }: Stage, staff: ReturnType<Stage['person']>, sku: string): Promise<void> {
  skus.push(sku);
  const price = { amount: LEAST_PRICE + random.between(0, 80) * 25, currency: 'CNY' };
  await must(staff, 'PUT', `/v1/admin/products/${sku}`, {
    name: { en: sku },
    category: 'tea',
    price,
    status: 'active',
  });
  const receipt = { sku, locationId: 'main', quantity: random.between(10, 40), reference: 'opening' };
  await must(staff, 'POST', '/v1/admin/stock/receipts', receipt);
}

/** Groups of few and of more people; some whose promotion ends, and they with it, while everybody plays. */
async function open(stage: Stage): Promise<void> {
  const { random, groups, simulation } = stage;
  const staff = stage.person('staff', ['staff']);
  for (const sku of ['ONE', 'OTHER']) await offerOne(stage, staff, sku);
  const at = (milliseconds: number) => new Date(simulation.core.now + milliseconds).toISOString();
  for (const people of [2, random.between(3, 5)]) {
    const validTo = at(random.chance(0.6) ? random.between(60_000, 250_000) : DAY_MS);
    const limits = random.chance(0.5) ? { limits: { perCustomer: 3, budget: 100_000 } } : {};
    const more = { validFrom: at(-DAY_MS), validTo, scope: {}, ...limits };
    const definition = groupBuyOf('', people, random.between(10, 70) * 25, more);
    const { promotionId } = await must(staff, 'POST', '/v1/admin/promotions', definition);
    await must(staff, 'POST', `/v1/admin/promotions/${promotionId}/publish`, undefined);
    groups.push({ promotionId: String(promotionId), groupIds: [] });
  }
}

function play(stage: Stage): void {
  for (let number = 1; number <= 14; number += 1) stage.play(shopAsBuyer(stage.person(`buyer-${number}`), stage));
  stage.play(shipAsStaff(stage.person('shipper', ['staff']), stage));
  stage.play(receiveAsStaff(stage.person('receiver', ['staff']), stage));
}

/** Many who buy in groups, race for places, leave again, pay late or never, while deadlines pass. */
export const groups: Scenario = {
  name: 'groups',
  settings: (random) => ({ RESERVATION_SECONDS: String(random.pick([30, 60, 120])) }),
  open,
  play,
  faultMs: 200_000,
  quietMs: 1_200_000,
};
