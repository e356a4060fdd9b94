import type { Instant } from '../../shared/kernel/time.ts';
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import { profileKey, refusesPersonal, standingFrom, standingKey } from '../customers/holds.ts';
import { factsLikelyWanted, factsWanted, firstOrderKey, hasUsedFirstOrder, type Offers } from '../promotions/holds.ts';
import { ordersOfCustomer, readOrders } from './store.ts';

/** What prices and promotions may ask about a buyer, as it was at the decision time. */
export interface BuyerFacts {
  tier?: string;
  segments?: readonly string[];
  firstOrder?: boolean;
  /** False: he wants no price that is for some customers only, and then nothing else of him is asked. */
  personalised?: boolean;
}

interface Wants {
  standing: boolean;
  firstOrder: boolean;
}

const keysOf = (customerId: string, { standing, firstOrder }: Wants): ItemKey[] => [
  ...(standing || firstOrder ? [profileKey(customerId)] : []),
  ...(standing ? [standingKey(customerId)] : []),
  ...(firstOrder ? [firstOrderKey(customerId)] : []),
];

/** The keys to read of a buyer beside his cart: none while no promotion that runs at `now` asks about buyers. */
export async function factKeys(customerId: string | undefined, now: Instant): Promise<ItemKey[]> {
  return customerId ? keysOf(customerId, await factsLikelyWanted(now)) : [];
}

/** More orders than these, even if all of them ended early, and nobody takes him for a new customer. */
const LOOKED_AT = 25;

/**
 * Whether no order of a customer goes on. The list of his orders comes a moment late: those of `known` are looked at even where
 * it does not have them yet. Rights: Query on gsi2, BatchGetItem.
 */
export async function hasNoOrder(customerId: string, known: readonly string[] = []): Promise<boolean> {
  const { orderIds, lastKey } = await ordersOfCustomer(customerId, LOOKED_AT, undefined);
  const orders = await readOrders([...new Set([...orderIds, ...known])]);
  return lastKey === undefined && orders.every(({ status }) => status === 'EXPIRED' || status === 'CANCELLED');
}

async function isFirstOrder(found: Found, customerId: string): Promise<boolean> {
  return !hasUsedFirstOrder(found, customerId) && hasNoOrder(customerId);
}

/** What was read for a cart, and which keys of its buyer were among it. */
interface Read {
  found: Found;
  factKeys: readonly ItemKey[];
}

/** What was read, and what was not because it was not known yet that it is wanted: after a publish, or for a tier's price. */
async function withMissing({ found, factKeys: read }: Read, wanted: readonly ItemKey[]): Promise<Found> {
  const missing = wanted.filter(({ pk, sk }) => !read.some((key) => key.pk === pk && key.sk === sk));
  if (missing.length === 0) return found;
  const more = await batchGet(missing);
  return { get: (key) => more.get(key) ?? found.get(key) };
}

/** Who asks for a price, and when. */
interface Asking {
  customerId?: string;
  now: Instant;
  /** Some of the goods have a price of their own for a tier. */
  tiered: boolean;
}

/** What is known of the buyer as far as anything asks for it. Rights: customers BatchGetItem; own Query on gsi2, BatchGetItem. */
export async function factsOf(read: Read, offers: Offers, { customerId, now, tiered }: Asking): Promise<BuyerFacts> {
  if (!customerId) return {};
  const promotions = factsWanted(offers, now);
  const wants = { ...promotions, standing: promotions.standing || tiered };
  const found = await withMissing(read, keysOf(customerId, wants));
  if (refusesPersonal(found, customerId)) return { personalised: false };
  const { tier, segments } = standingFrom(found, customerId);
  return {
    ...(wants.standing && tier ? { tier } : {}),
    ...(wants.standing && segments ? { segments } : {}),
    ...(wants.firstOrder ? { firstOrder: await isFirstOrder(found, customerId) } : {}),
  };
}
