import type { Commit, Invariant, View } from '../contract.ts';
import { Uses } from './promotion-uses.ts';
import type { OrderDoc } from './shapes.ts';
import { idIn } from './stored.ts';
import { itemAt, itemsAt } from './tables.ts';

const ENDED = new Set(['EXPIRED', 'CANCELLED']);

/** What live orders hold of promotions that count their money. */
function spentByOrders(view: View): Map<string, number> {
  const spent = new Map<string, number>();
  for (const { order } of itemsAt(view, 'orders', 'ORDER#', 'ORDER') as unknown as { order: OrderDoc }[]) {
    if (ENDED.has(order.status)) continue;
    for (const { promotionId, amount, limits } of order.uses) {
      const counts = limits.totalUses !== undefined || limits.budget !== undefined;
      if (counts) spent.set(promotionId, (spent.get(promotionId) ?? 0) + amount);
    }
  }
  return spent;
}

/** 13: no promotion spends more than its budget, and what it spent is what live orders were given. */
export function budgetsHold(): Invariant {
  const uses = new Uses();
  return {
    id: '13',
    name: 'promotion budgets hold',
    onCommit(commit: Commit, view: View) {
      const { fault, came, touched } = uses.take(commit);
      if (fault) return fault;
      for (const [promotionId, part] of touched) {
        const stands = Number(itemAt(view, 'promotions', `USES#${promotionId}`, part)?.spent ?? 0);
        const { spent } = uses.count(promotionId, part);
        if (stands !== spent) return `${promotionId} ${part}: ${stands} spent, its uses come to ${spent}`;
      }
      for (const { promotionId, limits } of came) {
        const { spent } = uses.count(promotionId, 'TOTAL');
        if (spent > (limits.budget ?? Infinity)) return `${promotionId} spent ${spent} of ${limits.budget}`;
      }
      return undefined;
    },
    atQuiet(view: View) {
      const orders = spentByOrders(view);
      const counters = itemsAt(view, 'promotions', 'USES#', 'TOTAL');
      return counters.flatMap(({ pk, spent }) => {
        const should = orders.get(idIn(String(pk))) ?? 0;
        return Number(spent) === should ? [] : [`${pk}: ${spent} spent, live orders were given ${should}`];
      });
    },
  };
}
