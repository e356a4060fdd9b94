/**
 * The best combination of promotions by looking at every one there is: slow, plain, and without a line of the code it judges.
 * It follows the rules that docs/promotions.md tells marketers.
 */
import { spread } from './arithmetic.ts';
import { type Choice, type Slot, type Take, takeOf } from './takes.ts';

/** A cart and what could be given to it. */
export interface Question {
  lines: readonly { sku: string; quantity: number; unitPrice: number; floor?: number }[];
  choices: readonly Choice[];
  shipping?: { fee: number; freeFrom?: number };
  gifts?: readonly { sku: string; unitPrice: number; available?: number }[];
}

/** What a combination comes to. `taken` is by promotion and line. */
export interface Answer {
  ids: string[];
  payable: number;
  giftValue: number;
  points: number;
  cost: number;
  saved: number;
  taken: Map<string, number[]>;
}

const LAYERS = ['item', 'shop', 'cross-shop', 'coupon', 'points'];
const BY_LINE = ['amount-off', 'fixed-price', 'flash-sale', 'group-buy'];
const WITHOUT_MONEY = ['gift', 'free-shipping', 'points-multiplier'];

const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const shareLine = (a: Choice, b: Choice) => a.at.some((line) => b.at.includes(line));
const classOf = ({ stacking, layer }: Choice) => stacking?.class ?? layer;

const isByLine = ({ kind, layer, terms }: Choice) =>
  BY_LINE.includes(kind) || (kind === 'percent-off' && layer === 'item' && terms.cap === undefined);

/** Whom one tolerates: who says nothing, all of other layers. */
function tolerates(a: Choice, b: Choice): boolean {
  const list = a.stacking?.combinesWith;
  return list ? list.includes('all') || list.includes(classOf(b)) : a.layer !== b.layer;
}

const combine = (a: Choice, b: Choice) => tolerates(a, b) && tolerates(b, a);
const refuses = (a: Choice, b: Choice) => a.stacking?.combinesWith !== undefined && !tolerates(a, b);

function mayBoth(a: Choice, b: Choice): boolean {
  if (a.group !== undefined && a.group === b.group) return false;
  if (refuses(a, b) || refuses(b, a)) return false;
  if (combine(a, b) || !shareLine(a, b)) return true;
  const kinds = [a.kind, b.kind];
  if (kinds.every((kind) => kind === 'points-multiplier')) return false;
  return kinds.some((kind) => WITHOUT_MONEY.includes(kind)) || (isByLine(a) && isByLine(b));
}

const isLegal = (set: readonly Choice[]) => set.every((a, n) => set.slice(n + 1).every((b) => mayBoth(a, b)));

const byTurn = (a: Choice, b: Choice) => b.priority - a.priority || (a.id < b.id ? -1 : 1);

interface Bid {
  choice: Choice;
  take: Take;
}

/** What each bid by line still has after the lines went to who takes most of them. */
function won(bids: readonly Bid[], slots: readonly Slot[]): number[][] {
  const left = bids.map(({ take }) => [...(take.each ?? [])]);
  slots.forEach((_, line) => {
    const claims = bids
      .map(({ choice }, bid) => ({ bid, choice, place: choice.at.indexOf(line) }))
      .filter(({ bid, place }) => (left[bid]?.[place] ?? 0) > 0)
      .sort((a, b) => (left[b.bid]?.[b.place] ?? 0) - (left[a.bid]?.[a.place] ?? 0));
    const holders: Choice[] = [];
    for (const { bid, choice, place } of claims) {
      if (holders.every((holder) => combine(holder, choice))) holders.push(choice);
      else (left[bid] as number[])[place] = 0;
    }
  });
  return left;
}

const room = ({ left, least }: Slot) => left - least;

function runLayer(slots: Slot[], layer: readonly Choice[], taken: Map<string, number[]>): Set<string> {
  const bids = [...layer].sort(byTurn).map((choice) => {
    const own = choice.at.map((line) => slots[line] as Slot);
    const take = takeOf(choice, own);
    return { choice, take: { ...take, each: take.each?.map((part, n) => Math.min(part, room(own[n] as Slot))) } };
  });
  const parts = won(bids, slots);
  bids.forEach(({ choice, take }, n) => {
    const own = choice.at.map((line) => slots[line] as Slot);
    const { amount, weights } = take.all ?? { amount: 0, weights: [] };
    const byWeight = () => {
      const rest = choice.kind === 'bundle' ? weights : own.map(({ left }) => left);
      return spread(amount, rest, own.map(room));
    };
    let mine = take.each ? (parts[n] ?? []).map((part, place) => Math.min(part, room(own[place] as Slot))) : byWeight();
    const { money = Infinity, cuts = false } = choice;
    if (total(mine) > money) mine = cuts ? spread(money, mine, mine) : mine.map(() => 0);
    own.forEach((slot, place) => {
      slot.left -= mine[place] ?? 0;
    });
    taken.set(
      choice.id,
      slots.map((_, line) => mine[choice.at.indexOf(line)] ?? 0),
    );
  });
  return new Set(bids.filter(({ take }) => take.gives).map(({ choice }) => choice.id));
}

function giftsOf(question: Question, { terms, money = Infinity }: Choice, given: Map<string, number>): number {
  let value = 0;
  const after = new Map(given);
  for (const { sku, quantity } of terms.gifts ?? []) {
    const product = question.gifts?.find((one) => one.sku === sku);
    after.set(sku, (after.get(sku) ?? 0) + quantity);
    if (!product || (after.get(sku) ?? 0) > (product.available ?? Infinity)) return -1;
    value += product.unitPrice * quantity;
  }
  if (value > money) return -1;
  for (const [sku, quantity] of after) given.set(sku, quantity);
  return value;
}

/** What one combination comes to; undefined where one of it gives nothing. */
function price(question: Question, set: readonly Choice[]): Answer | undefined {
  const slots = question.lines.map(({ sku, quantity, unitPrice, floor = 0 }) => {
    const left = unitPrice * quantity;
    return { sku, quantity, left, least: Math.min(left, floor * quantity) };
  });
  const taken = new Map<string, number[]>();
  const inTurn: Choice[] = [];
  const gives = new Set<string>();
  for (const layer of LAYERS) {
    const own = set.filter((choice) => choice.layer === layer);
    for (const id of runLayer(slots, own, taken)) gives.add(id);
    inTurn.push(...own.sort(byTurn));
  }
  const goods = total(slots.map(({ left }) => left));
  const { fee: usual, freeFrom = Infinity } = question.shipping ?? { fee: 0 };
  const fee = goods >= freeFrom ? 0 : usual;
  const answer: Answer = { ids: [], payable: goods + fee, giftValue: 0, points: 0, cost: 0, saved: 0, taken };
  const given = new Map<string, number>();
  for (const choice of inTurn) {
    let worth = total(taken.get(choice.id) ?? []);
    if (WITHOUT_MONEY.includes(choice.kind) && !gives.has(choice.id)) return undefined;
    if (choice.kind === 'gift') worth = giftsOf(question, choice, given);
    if (choice.kind === 'free-shipping')
      worth = answer.saved === 0 && fee > 0 && fee <= (choice.money ?? Infinity) ? fee : -1;
    if (choice.kind === 'points-multiplier') answer.points += choice.terms.factor ?? 1;
    else if (worth < 0 || (worth === 0 && choice.kind !== 'gift')) return undefined;
    if (choice.kind === 'gift') answer.giftValue += worth;
    if (choice.kind === 'free-shipping') answer.saved = worth;
    answer.cost += worth * (1_000 - Math.round((choice.funded ?? 0) * 10));
    answer.ids.push(choice.id);
  }
  answer.payable -= answer.saved;
  return answer;
}

function isBetter(question: Question, a: Answer, b: Answer): boolean {
  const of = ({ payable, giftValue, points, cost, ids }: Answer) => [payable, -giftValue, -points, cost, ids.length];
  const [first, second] = [of(a), of(b)];
  for (const [n, value] of first.entries()) if (value !== second[n]) return value < (second[n] ?? 0);
  const members = ({ ids }: Answer) => question.choices.filter(({ id }) => ids.includes(id)).sort(byTurn);
  const [mine, theirs] = [members(a), members(b)];
  for (const [n, choice] of mine.entries()) {
    const other = theirs[n];
    if (other && choice !== other) return byTurn(choice, other) < 0;
  }
  return false;
}

/** The best of all legal combinations. */
export function bruteForce(question: Question): Answer {
  let best = price(question, []) as Answer;
  for (let mask = 1; mask < 2 ** question.choices.length; mask += 1) {
    const set = question.choices.filter((_, n) => (mask >> n) % 2 === 1);
    if (!isLegal(set)) continue;
    const answer = price(question, set);
    if (answer && isBetter(question, answer, best)) best = answer;
  }
  return best;
}
