import { type Person, signIn } from './buyer.ts';
import { orderBody, orderIn, place } from './orders.ts';
import { type TestPlatform, testPlatform } from './platform.ts';

const ALWAYS = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z' };

/** A tenth off, for ever. */
export const TENTH = { ...ALWAYS, name: 'Ten off', kind: 'percent-off', layer: 'item', effect: { percent: 10 } };

/** What is told of a promotion. */
export interface Figures {
  totals: Record<string, unknown>;
  byChannel: { channel: string }[];
  byDay: { date: string; channel: string }[];
}

/** A shop whose promotions are counted. */
export interface CountedShop {
  platform: TestPlatform;
  staff: Person;
  buyer: Person;
  publish(body: object): Promise<string>;
  /** Buys and pays; answers the order's id. */
  buy(person: Person, lines: Record<string, number>, more?: object): Promise<string>;
  effectOf(promotionId: string, query?: string): Promise<Figures>;
  reportOf(promotionId: string): ReturnType<Person['send']>;
}

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

async function sell(staff: Person, sku: string, price: number, cost?: number): Promise<void> {
  const product = { name: { en: sku }, category: 'tea', price: yuan(price), status: 'active' };
  await staff.send('PUT', `/v1/admin/products/${sku}`, { ...product, ...(cost ? { cost: yuan(cost) } : {}) });
  const receipt = { sku, locationId: 'main', quantity: 500, reference: `receipt-${sku}` };
  await staff.send('POST', '/v1/admin/stock/receipts', receipt);
}

/** Opens a shop that sells EFF-A (10.00, costs 6.00), EFF-B (20.00, of unknown cost) and EFF-H (5.00, costs 1.00). */
export async function openCountedShop(): Promise<CountedShop> {
  const platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  const [staff, buyer] = await Promise.all([signIn(platform, ['staff']), signIn(platform, ['customer'], 'ann')]);
  await sell(staff, 'EFF-A', 1_000, 600);
  await sell(staff, 'EFF-B', 2_000);
  await sell(staff, 'EFF-H', 500, 100);
  let keys = 0;
  return {
    platform,
    staff,
    buyer,
    async publish(body) {
      const { promotionId } = (await staff.send('POST', '/v1/admin/promotions', body)).body as { promotionId: string };
      const { status } = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
      expect(status).toBe(200);
      return promotionId;
    },
    async buy(person, lines, more = {}) {
      keys += 1;
      const reply = await place(person, `counted-${keys}`, orderBody(lines, 'approve', more));
      expect(reply.status).toBe(201);
      return orderIn(reply).orderId;
    },
    effectOf: async (promotionId, query = '') =>
      (await staff.send('GET', `/v1/admin/promotions/${promotionId}/effect${query}`)).body as Figures,
    reportOf: (promotionId) => staff.send('GET', `/v1/admin/promotions/${promotionId}/report`),
  };
}
