import type { Instant } from '../../../shared/kernel/time.ts';
import type { Cart, Granted } from './cart.ts';
import { LAYERS, type Layer, type Limits, type Localised, type Published } from './promotion.ts';
import { audiencesOf, audienceTest, type CoveredLine, coverage, goodsOf } from './reach.ts';
import { type Rule, ruleOf } from './rule.ts';
import { edited, type Placeable, type Slot, slotAt } from './slots.ts';

/** A published promotion made ready to be evaluated many times. */
export interface Compiled extends Placeable {
  promotionId: string;
  version: number;
  kind: Published['kind'];
  label: Localised;
  layer: Layer;
  layerRank: number;
  priority: number;
  exclusiveGroup?: string;
  dailyWindow?: { from: string; to: string };
  weekdays?: readonly number[];
  needsCoupon: boolean;
  limits?: Limits;
  /** Percent of the customers whom it is kept from. */
  holdOut?: number;
  /** What an order keeps of it. */
  granted: Granted;
  channels?: ReadonlySet<string>;
  /** Whether a cart is among those it is for; none means all are. */
  admits?(cart: Cart): boolean;
  covers(line: CoveredLine): boolean;
  /** What it asks for of a group. */
  group?: { people: number; hours: number };
  rule: Rule;
}

/**
 * All published promotions, found by what a cart holds and not by going through them. A snapshot never changes: who works
 * with one sees the same promotions until he is done.
 */
export interface Snapshot {
  byId: ReadonlyMap<string, Compiled>;
  /** The slots asked for last, kept because the next cart most likely comes in the same hour. */
  slots: Slot<Compiled>[];
}

const setOf = (values: string[] | undefined) => values && new Set(values);

/** Only a threshold can be lost by returning goods; what is given per unit or per cent goes back with its unit. */
function returnsOf(promotion: Published): Granted['returns'] {
  const { returnPolicy = 'keep' } = promotion;
  if (returnPolicy === 'keep' || promotion.kind !== 'threshold-off') return undefined;
  return { ...(typeof returnPolicy === 'string' ? { policy: returnPolicy } : returnPolicy), ...promotion.effect };
}

function grantedOf(promotion: Published): Granted {
  const { promotionId, version, funders } = promotion;
  const returns = returnsOf(promotion);
  return { promotionId, version, ...(funders ? { funders } : {}), ...(returns ? { returns } : {}) };
}

/** Programmes never touch a cart; what needs a coupon or a group is asked for by its id. */
function isLookedFor({ kind, coupon }: Published): boolean {
  return coupon === undefined && kind !== 'group-buy' && !isProgramme(kind);
}

const isProgramme = (kind: Published['kind']) => kind === 'referral' || kind === 'lottery';

function placeOf(promotion: Published): Placeable {
  const { validFrom, validTo, scope } = promotion;
  return {
    validFrom,
    validTo,
    audiences: audiencesOf(scope),
    ...(isLookedFor(promotion) ? goodsOf(promotion) : { field: 'any', goods: [] }),
    wants: {
      standing: scope.tiers !== undefined || scope.segments !== undefined,
      firstOrder: scope.firstOrderOnly === true,
    },
  };
}

function compileOne(promotion: Published): Compiled {
  const { promotionId, version, kind, name, layer, priority, exclusiveGroup, scope } = promotion;
  return {
    ...placeOf(promotion),
    promotionId,
    version,
    kind,
    label: typeof name === 'string' ? { zh: name, en: name } : name,
    layer,
    layerRank: LAYERS.indexOf(layer),
    priority,
    exclusiveGroup,
    dailyWindow: promotion.dailyWindow,
    weekdays: promotion.weekdays,
    needsCoupon: promotion.coupon !== undefined,
    limits: promotion.limits,
    holdOut: scope.holdOut,
    granted: grantedOf(promotion),
    channels: setOf(scope.channels),
    admits: audienceTest(scope),
    covers: coverage(promotion),
    rule: ruleOf(promotion),
    ...(promotion.kind === 'group-buy' ? { group: promotion.effect } : {}),
  };
}

const MOST_SLOTS = 2;

/** The promotions of the hour of `now`. */
export function slotOf(snapshot: Snapshot, now: Instant): Slot<Compiled> {
  const known = snapshot.slots.find(({ from, to }) => from <= now && now < to);
  if (known) return known;
  const slot = slotAt(now, snapshot.byId.values());
  snapshot.slots = [slot, ...snapshot.slots].slice(0, MOST_SLOTS);
  return slot;
}

/** The snapshot without some promotions and with others, by their ids; the one that was there stays as it is. */
export function patch(before: Snapshot, removed: readonly string[], added: readonly Published[]): Snapshot {
  if (removed.length + added.length === 0) return before;
  const byId = new Map(before.byId);
  const take = (id: string): Compiled[] => {
    const compiled = byId.get(id);
    byId.delete(id);
    return compiled ? [compiled] : [];
  };
  const out = [...removed, ...added.map(({ promotionId }) => promotionId)].flatMap(take);
  const into = added.filter(({ kind }) => !isProgramme(kind)).map(compileOne);
  for (const compiled of into) byId.set(compiled.promotionId, compiled);
  return { byId, slots: before.slots.map((slot) => edited(slot, out, into)) };
}

/** Compiles the published promotions into a snapshot. */
export function compile(published: Iterable<Published>): Snapshot {
  return patch({ byId: new Map(), slots: [] }, [], [...published]);
}
