import { world } from '../../shared/platform/world.ts';
import type { Progress } from './progress.ts';
import { balance, type DayBalance, isEqual } from './reconcile.ts';
import type { ShopClient } from './shop-client.ts';
import { type DaySales, readShopSales } from './shop-sales.ts';

const PAUSE_MS = 1_000;
/** The shop's figures follow its events; when they have stood still this long, they are what they are. */
const STILL_LOOKS = 45;

const fingerprint = (balances: readonly DayBalance[]): string =>
  balances.map(({ shop }) => `${shop.gross} ${shop.discounts} ${shop.refunds}`).join();

/**
 * Waits until the shop's daily sales equal what is expected, or no longer move, and answers both sides by day. Nothing
 * expected: nothing to compare.
 */
export async function settle(
  client: ShopClient,
  expected: ReadonlyMap<string, DaySales>,
  progress: (what: string, total: number) => Progress,
): Promise<DayBalance[]> {
  const days = [...expected.keys()].sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return [];
  const look = async () => balance(expected, await readShopSales(client, from, to));
  const settled = progress('days settled', days.length);
  let balances = await look();
  let equal = 0;
  for (let still = 0; still < STILL_LOOKS; still += 1) {
    const count = balances.filter(isEqual).length;
    settled.step(count - equal);
    equal = count;
    if (count === balances.length) break;
    const before = fingerprint(balances);
    await world.sleep(PAUSE_MS);
    balances = await look();
    if (fingerprint(balances) !== before) still = -1;
  }
  settled.end();
  return balances;
}
