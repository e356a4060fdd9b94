/** Prices a cart anew, from the stored promotions alone. */
import { isFor, isOpen, type Live, type Slot, type Take, takeOf } from './promotions.ts';
import { shares } from './shares.ts';

const LAYERS = ['item', 'shop', 'cross-shop', 'coupon'];

/** What is priced. */
export interface Question {
  lines: readonly { sku: string; quantity: number; unitPrice: number; category: string; brand?: string }[];
  channel: string;
  /** The stored decision time. */
  at: string;
  /** Promotions whose coupons were given. */
  asked: ReadonlySet<string>;
  /** Promotions that were used up. */
  gone: ReadonlySet<string>;
}

interface Candidate extends Live {
  slots: Slot[];
}

const rankOf = ({ definition }: Live) => LAYERS.indexOf(definition.layer);

function byTurn(a: Live, b: Live): number {
  const [first, second] = [a.definition.priority, b.definition.priority];
  return rankOf(a) - rankOf(b) || second - first || (a.promotionId < b.promotionId ? -1 : 1);
}

function candidatesOf(live: readonly Live[], slots: Slot[], { channel, at, asked, gone }: Question): Candidate[] {
  const open = live.filter(
    ({ promotionId, definition }) =>
      !gone.has(promotionId) &&
      (definition.coupon === undefined || asked.has(promotionId)) &&
      (definition.scope.channels?.includes(channel) ?? true) &&
      isOpen(definition, at),
  );
  return open
    .map((one) => ({ ...one, slots: slots.filter((slot) => isFor(one.definition, slot)) }))
    .filter((one) => one.slots.length > 0)
    .sort(byTurn);
}

/** The members of a group that lose to the best: by what each would take now, then by turn. */
function losersIn(group: string, candidates: readonly Candidate[]): Set<string> {
  const members = candidates
    .filter(({ definition }) => definition.exclusiveGroup === group)
    .map((one) => ({ id: one.promotionId, amount: takeOf(one.definition, one.slots).amount }))
    .filter(({ amount }) => amount > 0);
  const most = Math.max(...members.map(({ amount }) => amount));
  const best = members.find(({ amount }) => amount === most);
  return new Set(members.filter((one) => one !== best).map(({ id }) => id));
}

function take({ promotionId, slots }: Candidate, { amount, byLine }: Take): void {
  const left = slots.reduce((sum, slot) => sum + slot.left, 0);
  const weights = slots.map((slot) => slot.left);
  const parts = byLine ?? shares(Math.min(amount, left), weights);
  slots.forEach((slot, index) => {
    const part = Math.min(slot.left, parts[index] ?? 0);
    slot.left -= part;
    if (part > 0) slot.taken.push({ promotionId, amount: part });
  });
}

function runLayer(layer: readonly Candidate[]): void {
  const takes = layer.map((one) => takeOf(one.definition, one.slots));
  layer.forEach((one, index) => {
    take(one, takes[index] ?? { amount: 0 });
  });
}

/** The discounts of each line, in the order of the lines asked about. */
export function discountsOf(question: Question, live: readonly Live[]): Slot['taken'][] {
  const asked: Slot[] = question.lines.map((line) => ({ ...line, left: line.unitPrice * line.quantity, taken: [] }));
  const slots = [...asked].sort((a, b) =>
    a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : a.unitPrice - b.unitPrice || a.quantity - b.quantity,
  );
  let candidates = candidatesOf(live, slots, question);
  for (let rank = 0; rank < LAYERS.length; rank += 1) {
    const groups = candidates.filter((one) => rankOf(one) === rank).map(({ definition }) => definition.exclusiveGroup);
    for (const group of new Set(groups)) {
      const lost =
        group === undefined
          ? new Set()
          : losersIn(
              group,
              candidates.filter((one) => rankOf(one) >= rank),
            );
      candidates = candidates.filter(({ promotionId }) => !lost.has(promotionId));
    }
    runLayer(candidates.filter((one) => rankOf(one) === rank));
  }
  return asked.map(({ taken }) => taken);
}
