import type { CreatePromotionBody } from '../../clients/sdk/src/generated.ts';
import type { Cast, Stage } from './cast.ts';
import { expectThat } from './surprise.ts';

/** What is for sale in this run. */
export interface Goods {
  tea: string;
  cup: string;
  promotionId: string;
}

const DAY_MS = 86_400_000;
const PIECES = 20;

async function list({ staff }: Cast, sku: string, name: { zh: string; en: string }, amount: number): Promise<void> {
  const { currency } = await staff.getShop();
  const body = { name, category: 'demo', price: { amount, currency }, status: 'active' as const };
  await staff.putProduct({ params: { sku }, body });
  const receipt = { sku, locationId: 'main', quantity: PIECES, reference: `demo ${sku}` };
  await staff.receiveStock({ body: receipt });
  const { locations } = await staff.getStock({ params: { sku } });
  const available = locations.reduce((sum, location) => sum + location.available, 0);
  expectThat(available === PIECES, `${sku} has ${available} in stock instead of ${PIECES}`);
}

async function promote({ staff }: Cast, skus: string[]): Promise<string> {
  const now = Date.now();
  const body: CreatePromotionBody = {
    name: { zh: '新茶九折', en: '10 % off new tea' },
    kind: 'percent-off',
    effect: { percent: 10 },
    scope: { skus },
    validFrom: new Date(now - DAY_MS).toISOString(),
    validTo: new Date(now + DAY_MS).toISOString(),
  };
  const { promotionId } = await staff.createPromotion({ body });
  const { state } = await staff.publishPromotion({ params: { promotionId } });
  expectThat(state === 'published', `the promotion is ${state}`);
  return promotionId;
}

/** Puts two products into the catalogue and the warehouse, and publishes a promotion of 10 % for them. */
export async function openShop(cast: Cast, { tell }: Stage): Promise<Goods> {
  const [tea, cup] = [cast.named('DEMO-TEA'), cast.named('DEMO-CUP')];
  await list(cast, tea, { zh: '龙井茶', en: 'Longjing tea' }, 8_800);
  await list(cast, cup, { zh: '青瓷杯', en: 'Celadon cup' }, 4_500);
  tell(`staff lists ${tea} and ${cup} and books ${PIECES} pieces of each into main`);
  const promotionId = await promote(cast, [tea, cup]);
  tell(`staff publishes 10 % off: ${promotionId}`);
  return { tea, cup, promotionId };
}
