/** Prices a cart anew, from the stored promotions alone, by looking at every combination of them. */
import { bruteForce } from '../../../support/brute-force/brute-force.ts';
import { isKept } from '../../../support/brute-force/hold-out.ts';
import type { Choice } from '../../../support/brute-force/takes.ts';
import { isFor, isOpen, type Live } from './promotions.ts';

/** What is priced. */
export interface Question {
  lines: readonly {
    sku: string;
    quantity: number;
    unitPrice: number;
    category: string;
    brand?: string;
    floor?: number;
  }[];
  channel: string;
  customerId: string;
  /** The stored decision time. */
  at: string;
  /** Promotions whose coupons were given. */
  asked: ReadonlySet<string>;
  /** Promotions that were used up. */
  gone: ReadonlySet<string>;
  /** The group-buy that the cart opens or joins a group of. */
  joined?: string;
  shipping?: { fee: number; freeFrom?: number };
}

const LAYERS = ['item', 'shop', 'cross-shop', 'coupon', 'points'];
const rankOf = ({ layer }: Choice) => LAYERS.indexOf(layer);
const byTurn = (a: Choice, b: Choice) => rankOf(a) - rankOf(b) || b.priority - a.priority || (a.id < b.id ? -1 : 1);

function choiceOf({ promotionId: id, definition }: Live, lines: Question['lines']): Choice {
  const { kind, layer, effect: terms, priority, exclusiveGroup: group, stacking, funders = [] } = definition;
  return {
    ...{ id, kind, layer, terms, priority },
    at: lines.flatMap((line, n) => (isFor(definition, line) ? [n] : [])),
    ...(group === undefined ? {} : { group }),
    ...(stacking ? { stacking } : {}),
    funded: funders.reduce((sum, { percent }) => sum + percent, 0),
    // Whether a budget is used up is told from outside: what is not gone has enough.
    money: Infinity,
  };
}

function isOffered({ promotionId, definition }: Live, question: Question): boolean {
  const { channel, customerId, at, asked, gone, joined } = question;
  return (
    !gone.has(promotionId) &&
    (definition.kind !== 'group-buy' || promotionId === joined) &&
    (definition.coupon === undefined || asked.has(promotionId)) &&
    (definition.scope.channels?.includes(channel) ?? true) &&
    !isKept(promotionId, definition.scope.holdOut, customerId) &&
    isOpen(definition, at)
  );
}

/** The discounts of each line, in the order of the lines asked about. */
export function discountsOf(question: Question, live: readonly Live[]): { promotionId: string; amount: number }[][] {
  const places = question.lines.map((_, n) => n);
  const lineAt = (n: number) => question.lines[n] as Question['lines'][number];
  places.sort((m, n) => {
    const [a, b] = [lineAt(m), lineAt(n)];
    return a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : a.unitPrice - b.unitPrice || a.quantity - b.quantity;
  });
  const lines = places.map(lineAt);
  const choices = live
    .filter((one) => isOffered(one, question))
    .map((one) => choiceOf(one, lines))
    .filter(({ at }) => at.length > 0)
    .sort(byTurn);
  const { ids, taken } = bruteForce({ lines, choices, ...(question.shipping ? { shipping: question.shipping } : {}) });
  const given = choices.filter(({ id }) => ids.includes(id));
  return question.lines.map((_, n) =>
    given
      .map(({ id }) => ({ promotionId: id, amount: taken.get(id)?.[places.indexOf(n)] ?? 0 }))
      .filter(({ amount }) => amount > 0),
  );
}
