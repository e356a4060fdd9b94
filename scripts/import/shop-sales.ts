import { shift } from '../../shared/kernel/time.ts';
import type { ShopClient } from './shop-client.ts';

/** What the shop says it sold and gave back on one day, in minor units. */
export interface DaySales {
  gross: bigint;
  refunds: bigint;
  /** Nothing where it is not looked at. */
  discounts?: bigint;
}

const DAY_MS = 86_400_000;
const DAYS_A_CALL = 366;

const addDays = (day: string, days: number): string => shift(`${day}T00:00:00.000Z`, days * DAY_MS).slice(0, 10);

async function salesOf(client: ShopClient, from: string, to: string): Promise<[string, DaySales][]> {
  const path = `/v1/admin/insights/daily-sales?from=${from}&to=${to}&channel=marketplace`;
  const { status, body } = await client.send('GET', path);
  if (status !== 200) throw new Error(`the shop does not tell its daily sales: ${status} ${String(body.code)}`);
  const items = body.items as { date: string; gross: number; discounts?: number; refunds: number }[];
  return items.map(({ date, gross, discounts = 0, refunds }) => [
    date,
    { gross: BigInt(gross), discounts: BigInt(discounts), refunds: BigInt(refunds) },
  ]);
}

/** The shop's marketplace sales of each day from `from` to `to`, both included; days without any are absent. */
export async function readShopSales(client: ShopClient, from: string, to: string): Promise<Map<string, DaySales>> {
  const sales = new Map<string, DaySales>();
  for (let start = from; start <= to; start = addDays(start, DAYS_A_CALL)) {
    const last = addDays(start, DAYS_A_CALL - 1);
    for (const [day, figures] of await salesOf(client, start, last < to ? last : to)) sales.set(day, figures);
  }
  return sales;
}
