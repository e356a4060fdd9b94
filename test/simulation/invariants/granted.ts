import type { Commit, Exchange, Invariant, View } from '../contract.ts';
import { rulesOfOrders } from './granted-orders.ts';
import { rulesOfStaff } from './granted-staff.ts';
import { rulesOfWords } from './granted-words.ts';
import { bodyOf, codeOf, FirstSent } from './requests.ts';
import type { OrderDoc } from './shapes.ts';
import { idIn, type Plain, seenAt } from './stored.ts';
import { Timeline } from './timeline.ts';

/** An order with the fields that say what may still be done with it. */
export type Standing = OrderDoc & {
  returning?: Record<string, number>;
  pickup?: { wrongCodes?: number; lastWrongAt?: string };
  tries?: number;
  till?: unknown;
};

/** What was answered, and what was known between the first asking and the answer. */
export interface Answered {
  exchange: Exchange;
  body: Readonly<Record<string, unknown>>;
  code: string;
  isGranted: boolean;
  /** What the path names in its parentheses. */
  names: readonly string[];
  from: number;
  at: number;
  /** How far a clock may be off. */
  toleranceMs: number;
  /** The order as it was at any moment in between, latest first. */
  orders(orderId: string): Standing[];
  promotions(promotionId: string): Plain[];
}

/** What an answer presupposes; answers what is wrong with it. */
export interface Rule {
  method: string;
  path: RegExp;
  fault(answered: Answered): string | undefined;
}

const SKEW_MS = 300_000;
const RULES = [...rulesOfOrders, ...rulesOfStaff, ...rulesOfWords];

/** Nothing is granted that may not be, and nothing refused that may: by the state that could be seen between asking and answer. */
export function grantedRightly(): Invariant {
  const orders = new Timeline<Standing>();
  const promotions = new Timeline<Plain>();
  const sent = new FirstSent();

  function take(commit: Commit): void {
    for (const { pk, after } of seenAt(commit, 'orders', 'ORDER#', 'ORDER'))
      if (after) orders.set(idIn(pk), after.order as Standing, commit.at);
    for (const { pk, after } of seenAt(commit, 'promotions', 'PROMOTION#', 'PROMOTION'))
      if (after) promotions.set(idIn(pk), after, commit.at);
  }

  function answered(exchange: Exchange, names: readonly string[], view: View): Answered {
    const from = sent.of(exchange, view);
    return {
      exchange,
      body: bodyOf(exchange),
      code: codeOf(exchange),
      isGranted: (exchange.status ?? 500) < 300,
      names,
      from,
      at: view.now,
      toleranceMs: view.isCalm ? 0 : SKEW_MS,
      orders: (orderId) => orders.since(orderId, from),
      promotions: (promotionId) => promotions.since(promotionId, from),
    };
  }

  return {
    id: 'granted',
    name: 'granted and refused rightly',
    onCommit(commit: Commit) {
      take(commit);
      return undefined;
    },
    onReply(exchange: Exchange, view: View) {
      for (const { method, path, fault } of RULES) {
        if (method !== exchange.method && method !== '*') continue;
        const found = path.exec(exchange.path);
        const wrong = found && fault(answered(exchange, found.slice(1), view));
        if (wrong) return `${exchange.client} ${exchange.method} ${exchange.path}: ${wrong}`;
      }
      return undefined;
    },
  };
}
