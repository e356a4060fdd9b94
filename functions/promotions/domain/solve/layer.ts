import type { Offer } from '../effects/look.ts';
import { type Case, lookOf, type Option } from './case.ts';
import { combine } from './relations.ts';
import { share } from './share.ts';

/** What an option took: in all and of each of its lines, and how many units it sold at its price. */
export interface Taken {
  option: Option;
  amount: number;
  parts: readonly number[];
  units: number;
}

/** What a layer left, and what each of its members took of it, in the order of their turns. */
export interface Outcome {
  nets: readonly number[];
  taken: readonly Taken[];
}

/** An option with what it offers, no line giving more than its least price leaves. */
export interface Bid {
  option: Option;
  offer: Offer;
}

const sum = (parts: readonly number[]) => {
  let all = 0;
  for (const part of parts) all += part;
  return all;
};

/** What an option offers for lines with these nets. */
export function bidOf(kase: Case, option: Option, nets: readonly number[]): Bid {
  const offer = option.promotion.rule.offer(lookOf(kase, option, nets));
  if (!offer.parts) return { option, offer };
  const parts = offer.parts.map((part, place) => {
    const line = option.at[place] ?? 0;
    return Math.min(part, (nets[line] ?? 0) - (kase.least[line] ?? 0));
  });
  return { option, offer: { ...offer, parts, amount: sum(parts) } };
}

/** Whether an option offers anything at all. */
export const isSomething = ({ offer }: Bid) => offer.amount > 0 || offer.gives !== undefined;

interface Claim {
  bid: number;
  place: number;
  part: number;
}

function claimsByLine(bids: readonly Bid[]): Map<number, Claim[]> {
  const claims = new Map<number, Claim[]>();
  bids.forEach(({ option, offer }, bid) => {
    offer.parts?.forEach((part, place) => {
      if (part === 0) return;
      const line = option.at[place] ?? 0;
      const known = claims.get(line);
      if (known) known.push({ bid, place, part });
      else claims.set(line, [{ bid, place, part }]);
    });
  });
  return claims;
}

/** Each line goes to the one that takes most of it (then by turn), and to those that combine with all who have it. */
function contest(bids: readonly Bid[]): number[][] {
  const won = bids.map(({ offer }) => (offer.parts ?? []).map(() => 0));
  for (const claims of claimsByLine(bids).values()) {
    claims.sort((a, b) => b.part - a.part || a.bid - b.bid);
    const holders: Option[] = [];
    for (const { bid, place, part } of claims) {
      const { option } = bids[bid] as Bid;
      if (!holders.every((holder) => combine(holder, option))) continue;
      holders.push(option);
      (won[bid] as number[])[place] = part;
    }
  }
  return won;
}

function wantedOf({ option: { at }, offer }: Bid, won: readonly number[], nets: readonly number[], rooms: number[]) {
  if (offer.parts) return won.map((part, place) => Math.min(part, rooms[place] ?? 0));
  return share(offer.amount, offer.weights ?? at.map((line) => nets[line] ?? 0), rooms);
}

/** Where more is wanted than the limits leave it is cut, or nothing is given. */
function withinMoney({ money, isCut }: Option, parts: readonly number[]): readonly number[] {
  if (sum(parts) <= money) return parts;
  return isCut ? share(money, parts, parts) : parts.map(() => 0);
}

function unitsOf({ offer: { units } }: Bid, parts: readonly number[]): number {
  return units ? sum(units.map((count, place) => ((parts[place] ?? 0) > 0 ? count : 0))) : 0;
}

/**
 * Takes what the members of a layer offer. All looked at the same nets; where together they take more than there is, or
 * than a line's least price leaves, the earlier in turn goes first. `bids` stand in that order.
 */
export function applyLayer(kase: Case, before: readonly number[], bids: readonly Bid[]): Outcome {
  if (bids.length === 0) return { nets: before, taken: [] };
  const won = bids.length === 1 ? [bids[0]?.offer.parts ?? []] : contest(bids);
  const nets = [...before];
  const taken = bids.map((bid, n): Taken => {
    const { option } = bid;
    if (bid.offer.gives) return { option, amount: 0, parts: [], units: 0 };
    const rooms = option.at.map((line) => (nets[line] ?? 0) - (kase.least[line] ?? 0));
    const parts = withinMoney(option, wantedOf(bid, won[n] ?? [], nets, rooms));
    option.at.forEach((line, place) => {
      nets[line] = (nets[line] ?? 0) - (parts[place] ?? 0);
    });
    return { option, amount: sum(parts), parts, units: unitsOf(bid, parts) };
  });
  return { nets, taken };
}
