import { buyerPlace, dayPlace, WHOLE_SHOP } from './place.ts';
import { type Counted, plus, type Tally } from './tally.ts';

/** What of a sale is counted; amounts in minor units, goods alone. */
export interface Sold {
  customerId: string;
  channel: string;
  state: 'placed' | 'sold' | 'cancelled';
  revenue: number;
  refunded: number;
  cost?: number;
  given: readonly { promotionId: string; byFunder: Readonly<Record<string, number>>; shipping: number }[];
  arms: readonly { promotionId: string; heldOut: boolean }[];
}

/** Who pays for a discount that nobody else does. */
const SHOP = 'shop';

const FUNDER = 'funder:';

/** The counter of what a funder paid. */
export const funderCounter = (funder: string) => `${FUNDER}${funder}`;

/** The funder of a counter, if it is one of those. */
export const funderOf = (counter: string) => (counter.startsWith(FUNDER) ? counter.slice(FUNDER.length) : undefined);

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** What is left of a sale for the shop: goods and what others pay for discounts, less cost and shipping given away. */
function marginOf({ revenue, refunded, given }: Sold, cost: number): number {
  const funded = given.flatMap(({ byFunder }) => Object.entries(byFunder).filter(([funder]) => funder !== SHOP));
  const shipping = sum(given.map((one) => one.shipping));
  return revenue - refunded + sum(funded.map(([, amount]) => amount)) - cost - shipping;
}

/** The sale itself, whatever was given. */
function saleTally(sold: Sold): Tally {
  const { state, revenue, refunded, cost } = sold;
  const isCancelled = state === 'cancelled';
  const known: Tally = cost === undefined ? {} : { costed: 1, margin: marginOf(sold, cost) };
  const sale = { orders: 1, cancelled: isCancelled ? 1 : 0, returned: !isCancelled && refunded > 0 ? 1 : 0 };
  return plus({ ...sale, revenue, refunds: refunded }, known);
}

function givenTally({ byFunder, shipping }: Sold['given'][number]): Tally {
  const funders = Object.entries(byFunder).map(([funder, amount]) => [funderCounter(funder), amount]);
  return { shipping, ...Object.fromEntries(funders) };
}

/**
 * What a sale of a day counts for, as it stands now: for the whole shop, for each promotion that was given, and for its buyer
 * where a hold-out knows him. A function of the sale alone, so what was counted before can be taken back exactly.
 */
export function effectOf(sold: Sold, date: string): Counted {
  const { channel, customerId } = sold;
  const isSold = sold.state !== 'placed';
  const sale = isSold ? saleTally(sold) : {};
  const counted: Record<string, Tally> = {};
  const count = (place: string, tally: Tally) => {
    counted[place] = plus(counted[place] ?? {}, tally);
  };
  if (isSold) count(dayPlace({ promotionId: WHOLE_SHOP, date, channel }), sale);
  for (const given of sold.given) {
    const { promotionId } = given;
    count(dayPlace({ promotionId, date, channel }), plus({ applied: 1, ...sale }, isSold ? givenTally(given) : {}));
  }
  if (isSold)
    for (const { promotionId, heldOut } of sold.arms) count(buyerPlace({ promotionId, customerId, heldOut }), sale);
  return counted;
}
