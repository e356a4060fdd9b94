import type { Channel } from '../../../events/contract.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

/** Where a price holds: everywhere, or only on a channel, at a location, for customers of a tier. */
export interface PriceScope {
  channel?: Channel;
  locationId?: string;
  tier?: string;
}

/** A price of a SKU that holds within a scope and a time. Amounts in minor units of the shop's currency. */
export interface PriceEntry extends PriceScope {
  /** The change that brought it. */
  id: string;
  price: number;
  from: Instant;
  /** The first instant at which it holds no more; without it, it holds until something newer does. */
  to?: Instant;
  priority: number;
}

/** Who asks for a price, and when. */
export interface PriceAsked extends PriceScope {
  now: Instant;
}

/** What of a product says what it costs. */
export interface Priced {
  price: number;
  /** When `price` was set last. */
  pricedAt?: Instant;
  prices?: readonly PriceEntry[];
}

/** A product keeps at most so many entries, so that a checkout reads them with it. */
export const MOST_PRICES = 50;

/** The narrower a scope, the more it counts: a location before a tier before a channel before everywhere. */
const narrowness = ({ locationId, tier, channel }: PriceScope) =>
  (locationId === undefined ? 0 : 4) + (tier === undefined ? 0 : 2) + (channel === undefined ? 0 : 1);

const fits = (wanted: string | undefined, is: string | undefined) => wanted === undefined || wanted === is;

function holds(entry: PriceEntry, { channel, locationId, tier, now }: PriceAsked): boolean {
  const inTime = entry.from <= now && (entry.to === undefined || now < entry.to);
  return inTime && fits(entry.channel, channel) && fits(entry.locationId, locationId) && fits(entry.tier, tier);
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Orders entries by what goes before: the narrower scope, then priority, then what began later, then the newer change. */
function goesBefore(a: PriceEntry, b: PriceEntry): number {
  return narrowness(b) - narrowness(a) || b.priority - a.priority || byText(b.from, a.from) || byText(b.id, a.id);
}

/** The base price, as an entry that holds everywhere since it was set. */
const baseOf = ({ price, pricedAt = '' }: Priced): PriceEntry => ({ id: '', price, from: pricedAt, priority: 0 });

/** What one unit costs whoever asks: of the entries that hold, the one that goes before all others. */
export function priceAt(product: Priced, asked: PriceAsked): number {
  if (!product.prices) return product.price;
  let best = baseOf(product);
  for (const entry of product.prices) if (holds(entry, asked) && goesBefore(entry, best) < 0) best = entry;
  return best.price;
}

const isSameScope = (a: PriceScope, b: PriceScope) =>
  a.channel === b.channel && a.locationId === b.locationId && a.tier === b.tier;

/** True for an entry that can never be asked for again, unless what hides it is taken back. */
function isHidden(entry: PriceEntry, entries: readonly PriceEntry[], now: Instant): boolean {
  return entries.some(
    (other) =>
      other !== entry &&
      isSameScope(other, entry) &&
      other.from <= now &&
      other.to === undefined &&
      goesBefore(other, entry) < 0,
  );
}

/**
 * The entries of a product with one more: those that ended are left out, and of hidden ones the oldest where there are too
 * many (until then they are what a change goes back to). Undefined where there are too many that still count.
 */
export function withEntry(entries: readonly PriceEntry[], entry: PriceEntry, now: Instant): PriceEntry[] | undefined {
  const alive = [...entries, entry].filter(({ to }) => to === undefined || to > now);
  const surplus = alive.length - MOST_PRICES;
  if (surplus <= 0) return alive;
  const hidden = alive.filter((each) => isHidden(each, alive, now)).sort((a, b) => byText(a.from, b.from));
  const dropped = new Set(hidden.slice(0, surplus));
  return dropped.size < surplus ? undefined : alive.filter((each) => !dropped.has(each));
}

/** The entries of a product without those of a change. */
export function withoutChange(entries: readonly PriceEntry[], changeId: string): PriceEntry[] {
  return entries.filter(({ id }) => id !== changeId);
}
