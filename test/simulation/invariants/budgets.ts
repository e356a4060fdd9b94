import type { Commit, Invariant, View } from '../contract.ts';
import { lostFault, MEASURES, numberIn, type SeenShard, shardsIn } from './accounts.ts';
import { type HeldUse, isInAccount, isOver, Uses } from './promotion-uses.ts';
import type { OrderDoc } from './shapes.ts';
import { idIn } from './stored.ts';
import { itemsAt } from './tables.ts';

/** What live orders were given of each promotion that has an account. */
function givenByOrders(view: View): Map<string, number> {
  const given = new Map<string, number>();
  for (const { order } of itemsAt(view, 'orders', 'ORDER#', 'ORDER') as unknown as { order: OrderDoc }[]) {
    if (isOver(order)) continue;
    for (const use of order.uses.filter(isInAccount))
      given.set(use.promotionId, (given.get(use.promotionId) ?? 0) + use.amount);
  }
  return given;
}

interface Reached {
  id: string;
  data: { promotionId: string; percent: number };
}

/** Each alert is one event, and the account says so. */
function alertFaults(view: View): string[] {
  const told = view.published
    .filter(({ detailType }) => detailType.includes('BudgetReached'))
    .map(({ detail }) => detail as unknown as Reached);
  const ids = Map.groupBy(told, ({ data }) => `${data.promotionId} ${data.percent}`);
  const twice = [...ids].filter(([, events]) => new Set(events.map(({ id }) => id)).size > 1);
  const silent = itemsAt(view, 'promotions', 'USES#', 'ACCOUNT').flatMap(({ promotionId, alerts }) =>
    (alerts as { percent: number }[])
      .map(({ percent }) => `${promotionId} ${percent}`)
      .filter((name) => !ids.has(name)),
  );
  return [
    ...twice.map(([name]) => `alert ${name} was told twice`),
    ...silent.map((name) => `alert ${name} is noted and was not told`),
  ];
}

/** 13: no promotion gives more than its budget; what is held and spent is what live orders hold; nothing of it is lost. */
export function budgetsHold(): Invariant {
  const uses = new Uses();

  function shardFault({ promotionId, shard, after }: SeenShard): string | undefined {
    for (const column of ['Held', 'Spent'] as const) {
      const due = uses.inShard(promotionId, shard, column);
      for (const measure of MEASURES) {
        const stands = numberIn(after, `${measure}${column}`);
        if (stands !== due[measure])
          return `${promotionId}#${shard}: ${measure} ${column} ${stands}, its uses come to ${due[measure]}`;
      }
    }
    return undefined;
  }

  function comeFault({ promotionId, shard = 0, limits, quota }: HeldUse, shards: SeenShard[]): string | undefined {
    const own = shards.find((one) => one.promotionId === promotionId && one.shard === shard);
    if (own?.before.closed) return `${promotionId} was used after it was stopped`;
    const short = MEASURES.find((measure) => numberIn(own?.after, `${measure}Left`) < 0);
    if (short) return `${promotionId}#${shard}: ${numberIn(own?.after, `${short}Left`)} of ${short} left`;
    const { money, units } = uses.inAll(promotionId);
    if (money > (limits.budget ?? Infinity)) return `${promotionId} gave ${money} of ${limits.budget}`;
    return units > (quota?.total ?? Infinity) ? `${promotionId} sold ${units} of ${quota?.total}` : undefined;
  }

  return {
    id: '13',
    name: 'promotion budgets hold',
    onCommit(commit: Commit, view: View) {
      const { fault, came } = uses.take(commit);
      const shards = shardsIn(commit);
      const faults = [fault, ...shards.map(shardFault), ...came.map((use) => comeFault(use, shards))];
      return faults.find((one) => one !== undefined) ?? lostFault(commit, view);
    },
    atQuiet(view: View) {
      const orders = givenByOrders(view);
      const given = new Map<string, number>();
      for (const item of itemsAt(view, 'promotions', 'USES#', 'SHARD')) {
        const name = idIn(String(item.pk));
        const promotionId = name.slice(0, name.lastIndexOf('#'));
        const here = numberIn(item, 'moneyHeld') + numberIn(item, 'moneySpent');
        given.set(promotionId, (given.get(promotionId) ?? 0) + here);
      }
      const faults = [...given].flatMap(([promotionId, amount]) => {
        const should = orders.get(promotionId) ?? 0;
        return amount === should ? [] : [`${promotionId}: ${amount} given, live orders have ${should}`];
      });
      return [...faults, ...alertFaults(view)];
    },
  };
}
