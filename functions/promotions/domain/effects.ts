import type { Look, Offer, Shortfall } from './effects/look.ts';
import { amountOff, fixedPrice, flashSale, percentOff } from './effects/prices.ts';
import { bundle, buyGet, missingToGet, missingToSet } from './effects/sets.ts';
import { freeShipping, gift, missingToEntry, missingToStep, pointsMultiplier, thresholdOff } from './effects/steps.ts';
import type { Effects, Kind, Terms } from './promotion.ts';

/** The kinds that give something in a cart; the others are programmes. */
export type CartKind = Exclude<Kind, 'referral' | 'lottery'>;

/** What a kind gives, and what is missing until it gives more. */
interface Way<E> {
  offer(effect: E, look: Look): Offer;
  shortfall?(effect: E, look: Look): Shortfall | undefined;
}

const WAYS: { [K in CartKind]: Way<Effects[K]> } = {
  'percent-off': { offer: percentOff },
  'amount-off': { offer: amountOff },
  'fixed-price': { offer: fixedPrice },
  'flash-sale': { offer: flashSale },
  'group-buy': { offer: fixedPrice },
  'threshold-off': { offer: thresholdOff, shortfall: missingToStep },
  'buy-x-get-y': { offer: buyGet, shortfall: missingToGet },
  bundle: { offer: bundle, shortfall: missingToSet },
  gift: { offer: gift, shortfall: missingToEntry },
  'free-shipping': { offer: freeShipping, shortfall: missingToEntry },
  'points-multiplier': { offer: pointsMultiplier },
};

/** The terms of a promotion bound to its kind. */
export interface Bound {
  offer(look: Look): Offer;
  shortfall(look: Look): Shortfall | undefined;
}

function bind<E>({ offer, shortfall }: Way<E>, effect: E): Bound {
  return { offer: (look) => offer(effect, look), shortfall: (look) => shortfall?.(effect, look) };
}

/** A programme: it gives nothing in a cart. */
const PROGRAMME: Bound = { offer: () => ({ amount: 0 }), shortfall: () => undefined };

/** The terms of a promotion as functions of what they look at. They never take more than the lines' net in total. */
export function boundTo({ kind, effect }: Terms): Bound {
  if (kind === 'referral' || kind === 'lottery') return PROGRAMME;
  return bind(WAYS[kind] as Way<typeof effect>, effect);
}
