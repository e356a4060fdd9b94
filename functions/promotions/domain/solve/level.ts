import type { Lows } from './bound.ts';
import type { Case, Option } from './case.ts';
import { laterOf } from './later.ts';
import { type Bid, bidOf, isSomething } from './layer.ts';
import { combine, exclude, meet } from './relations.ts';
import { share } from './share.ts';

/** A bid with what it would take alone of each line, and the most it could take. */
export interface Entry {
  bid: Bid;
  parts: readonly number[];
  most: number;
  /** It combines with another that it shares a line with, so that its parts are not known before. */
  isLoose: boolean;
}

/** A layer while its members are being decided, in the order in which they are. */
export interface Level {
  rank: number;
  /** Nobody says with whom he combines: a line has one winner. */
  isContest: boolean;
  nets: readonly number[];
  entries: readonly Entry[];
  later: ReturnType<typeof laterOf>;
}

function aloneParts(kase: Case, { option, offer }: Bid, nets: readonly number[]): readonly number[] {
  if (offer.parts) return offer.parts;
  if (offer.gives) return [];
  const own = option.at.map((line) => nets[line] ?? 0);
  const rooms = option.at.map((line, place) => (own[place] ?? 0) - (kase.least[line] ?? 0));
  return share(Math.min(offer.amount, option.money), offer.weights ?? own, rooms);
}

function entryOf(kase: Case, bid: Bid, bids: readonly Bid[], nets: readonly number[]): Entry {
  const { option, offer } = bid;
  const isLoose =
    !kase.isPlain &&
    bids.some(({ option: other }) => other !== option && combine(option, other) && meet(option, other));
  return { bid, parts: aloneParts(kase, bid, nets), most: Math.min(offer.amount, option.money), isLoose };
}

/** What each entry takes of the lines on which it takes most: those who win much are decided first. */
function winnings(entries: readonly Entry[]): Map<Entry, number> {
  const best = new Map<number, { entry: Entry; part: number }>();
  for (const entry of entries) {
    entry.parts.forEach((part, place) => {
      const line = entry.bid.option.at[place] ?? 0;
      if (part > (best.get(line)?.part ?? 0)) best.set(line, { entry, part });
    });
  }
  const won = new Map<Entry, number>();
  for (const { entry, part } of best.values()) won.set(entry, (won.get(entry) ?? 0) + part);
  return won;
}

/** Opens a layer on these nets: of its options those that have something to offer and go with all that are chosen. */
export function openLevel(kase: Case, rank: number, nets: readonly number[], chosen: readonly Option[]): Level {
  const able = (kase.layers[rank] ?? []).filter(
    (option) => kase.isPlain || !chosen.some((one) => exclude(one, option)),
  );
  const bids = able.map((option) => bidOf(kase, option, nets)).filter(isSomething);
  const entries = bids.map((bid) => entryOf(kase, bid, bids, nets));
  if (entries.length > 1) {
    const won = winnings(entries);
    entries.sort((a, b) => (won.get(b) ?? 0) - (won.get(a) ?? 0) || b.most - a.most);
  }
  const isContest = able.every(({ promotion }) => !promotion.rule.combinesWith);
  return { rank, isContest, nets, entries, later: laterOf(kase, rank, nets, chosen) };
}

const claimOn = ({ bid, parts }: Entry, line: number): number => parts[bid.option.at.indexOf(line)] ?? 0;

/**
 * Whether an entry takes anything where these members are in, too: of those that compete line by line it must take most of one of
 * its lines, or as much as the others and be earlier in turn.
 */
export function canWin({ entries, isContest }: Level, candidate: number, members: readonly number[]): boolean {
  const entry = entries[candidate] as Entry;
  const { option, offer } = entry.bid;
  if (!isContest || option.promotion.rule.family !== 'line' || !offer.parts) return true;
  const others = members.map((n) => entries[n] as Entry).filter(({ bid }) => bid.offer.parts);
  return option.at.some((line, place) => {
    const part = entry.parts[place] ?? 0;
    const isBeaten = (other: Entry) => {
      const claim = claimOn(other, line);
      return claim > part || (claim === part && other.bid.option.index < option.index);
    };
    return part > 0 && !others.some(isBeaten);
  });
}

/** What is surely taken of each line by members; nothing where one of them is cut to what its limits leave. */
function surelyTaken({ isContest, nets, entries }: Level, members: readonly number[]): number[] {
  const taken: number[] = nets.map(() => 0);
  const some = members.map((n) => entries[n] as Entry);
  if (!isContest || some.some(({ bid, most }) => bid.offer.amount > most)) return taken;
  for (const { bid, parts } of some) {
    bid.option.at.forEach((line, place) => {
      taken[line] = Math.max(taken[line] ?? 0, parts[place] ?? 0);
    });
  }
  return taken;
}

/**
 * The least and the most that the lines can come to after this layer, where `open` says which entries may still be, or are,
 * members, and `members` which are.
 */
export function lowsOf(kase: Case, level: Level, open: readonly boolean[], members: readonly number[]): Lows {
  const { nets, entries } = level;
  const most: number[] = nets.map(() => 0);
  let loose = 0;
  entries.forEach(({ bid: { option }, parts, most: amount, isLoose }, n) => {
    if (!open[n]) return;
    if (isLoose) loose += amount;
    else
      option.at.forEach((line, place) => {
        most[line] = Math.max(most[line] ?? 0, parts[place] ?? 0);
      });
  });
  const lines = nets.map((net, line) => net - (most[line] ?? 0));
  const sure = surelyTaken(level, members);
  const highs = nets.map((net, line) => net - (sure[line] ?? 0));
  let least = 0;
  for (const line of kase.least) least += line;
  let total = -loose;
  for (const low of lines) total += low;
  return { lines, highs, total: Math.max(least, total), isExact: loose === 0 };
}
