import type { Channel } from '../../../events/contract.ts';
import { fewestOf } from './fewest.ts';
import { drawFrom, sellable } from './pools.ts';
import { type Allotment, MAIN_LOCATION, type StockLevel, type Want } from './stock.ts';

/** How a shop chooses where goods come from: by its list of locations, by distance, or in as few parcels as can be. */
export const POLICIES = ['priority', 'nearest', 'fewest-parcels'] as const;

/** What sourcing knows of the shop. */
export interface SourcingRules {
  policy: (typeof POLICIES)[number];
  /** Locations that go first, in this order. */
  priority: readonly string[];
  /** How far it is from a location's region to a buyer's, in any unit; what is not there is far. */
  distances: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Where each location is, and whether goods are sent from there. */
  places: Readonly<Record<string, { region: string; ships: boolean }>>;
}

/** What decides about one order. */
export interface Sourced {
  /** The only location, for what is picked up. */
  only?: string;
  channel?: Channel;
  /** The buyer's region. */
  region?: string;
  rules?: SourcingRules;
}

/** What `allot` found: where each unit comes from, or the lines that stock does not cover. */
export type Sourcing = { allotments: Allotment[]; soldOut?: undefined } | { allotments?: undefined; soldOut: Want[] };

/** What a shop starts with. */
export const PLAIN_RULES: SourcingRules = { policy: 'priority', priority: [], distances: {}, places: {} };

const FAR = Number.MAX_SAFE_INTEGER;

function distanceTo(locationId: string, { region, rules = PLAIN_RULES }: Sourced): number {
  const place = rules.places[locationId]?.region;
  if (rules.policy !== 'nearest' || !region || !place) return FAR;
  return place === region ? 0 : (rules.distances[place]?.[region] ?? rules.distances[region]?.[place] ?? FAR);
}

/** The locations that may serve an order, best first. */
function ranked(levels: readonly StockLevel[], how: Sourced): string[] {
  const { priority, places } = how.rules ?? PLAIN_RULES;
  const ids = [...new Set(levels.map(({ locationId }) => locationId))];
  const may = how.only ? ids.filter((id) => id === how.only) : ids.filter((id) => places[id]?.ships !== false);
  const wishes = may.map((id) => {
    const listed = priority.indexOf(id);
    return { id, key: [distanceTo(id, how), listed < 0 ? FAR : listed, Number(id !== MAIN_LOCATION)] };
  });
  wishes.sort((a, b) => {
    const differing = a.key.findIndex((part, at) => part !== b.key[at]);
    return differing < 0 ? (a.id < b.id ? -1 : 1) : (a.key[differing] ?? 0) - (b.key[differing] ?? 0);
  });
  return wishes.map(({ id }) => id);
}

/** The places that may serve an order, best first, and what each has for sale. */
interface Offer {
  places: string[];
  levelOf(place: string, sku: string): StockLevel | undefined;
  units(place: string, sku: string): number;
}

function offerOf(levels: readonly StockLevel[], how: Sourced): Offer {
  const levelAt = new Map(levels.map((level) => [`${level.locationId} ${level.sku}`, level]));
  const levelOf = (place: string, sku: string) => levelAt.get(`${place} ${sku}`);
  const units = (place: string, sku: string) => {
    const level = levelOf(place, sku);
    return level ? sellable(level, how.channel) : 0;
  };
  return { places: ranked(levels, how), levelOf, units };
}

const unitsIn = (offer: Offer, places: readonly string[], sku: string) =>
  places.reduce((sum, place) => sum + offer.units(place, sku), 0);

/** The places to take from, best first: one where one has all, the fewest where the shop wants that, else any. */
function chosen(wants: readonly Want[], offer: Offer, how: Sourced): string[] {
  const suffices = (places: readonly string[]) =>
    wants.every(({ sku, quantity }) => unitsIn(offer, places, sku) >= quantity);
  const single = offer.places.find((place) => suffices([place]));
  if (single !== undefined) return [single];
  return how.rules?.policy === 'fewest-parcels' ? fewestOf(offer.places, suffices) : offer.places;
}

function allotOne({ sku, quantity }: Want, places: readonly string[], offer: Offer, how: Sourced): Allotment[] {
  const whole = places.find((place) => offer.units(place, sku) >= quantity);
  let left = quantity;
  return (whole === undefined ? places : [whole]).flatMap((locationId) => {
    const level = offer.levelOf(locationId, sku);
    const taken = Math.min(left, offer.units(locationId, sku));
    if (!level || taken === 0) return [];
    left -= taken;
    const from = drawFrom(level, taken, how.channel);
    return [{ sku, locationId, quantity: taken, ...(Object.keys(from).length > 0 ? { from } : {}) }];
  });
}

/**
 * Chooses where the units of an order come from. One location serves the whole order where one has everything, else one
 * location serves a SKU where one has enough of it; the rules say which goes first. Never more than a location may sell
 * to the order's channel, but for what a location lets be ordered before it is there.
 */
export function allot(wants: readonly Want[], levels: readonly StockLevel[], how: Sourced = {}): Sourcing {
  const offer = offerOf(levels, how);
  const lacking = wants.filter(({ sku, quantity }) => unitsIn(offer, offer.places, sku) < quantity);
  if (lacking.length === 0) return { allotments: allotAll(wants, offer, how) };
  const awaited = lacking.map((want) => awaitUnits(want, offer));
  const soldOut = lacking.filter((_, at) => awaited[at] === undefined);
  if (soldOut.length > 0) return { soldOut };
  const units = (sku: string) => unitsIn(offer, offer.places, sku);
  const there = wants.map((want) => ({ ...want, quantity: Math.min(want.quantity, units(want.sku)) }));
  return { allotments: awaited.filter((one) => one !== undefined).reduce(beside, allotAll(there, offer, how)) };
}

/** What of a want is not there and may be awaited, at the first place that allows so many. */
function awaitUnits({ sku, quantity }: Want, offer: Offer): Allotment | undefined {
  const units = quantity - unitsIn(offer, offer.places, sku);
  for (const locationId of offer.places) {
    const { backorderLimit: limit = 0, awaited = 0 } = offer.levelOf(locationId, sku) ?? {};
    if (awaited + units <= limit) return { sku, locationId, quantity: 0, awaited: { units, limit } };
  }
  return undefined;
}

/** The allotments with awaited units beside those from the same shelf: each level is moved once. */
function beside(allotments: Allotment[], awaiting: Allotment): Allotment[] {
  const isSame = ({ sku, locationId }: Allotment) => sku === awaiting.sku && locationId === awaiting.locationId;
  if (!allotments.some(isSame)) return [...allotments, awaiting];
  return allotments.map((one) => (isSame(one) ? { ...one, awaited: awaiting.awaited } : one));
}

function allotAll(wants: readonly Want[], offer: Offer, how: Sourced): Allotment[] {
  const places = chosen(wants, offer, how);
  return wants.flatMap((want) => allotOne(want, places, offer, how));
}
