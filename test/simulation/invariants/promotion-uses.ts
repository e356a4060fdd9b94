/** What was used of limited promotions, counted anew from the uses that orders hold. */
import type { Commit } from '../contract.ts';
import type { OrderDoc, OrderUse } from './shapes.ts';
import { type Seen, seenAt } from './stored.ts';

const PAID = new Set(['PAID', 'SHIPPED', 'DELIVERED', 'COMPLETED']);

const unitsIn = (units: Readonly<Record<string, number>>) => Object.values(units).reduce((a, b) => a + b, 0);

/** An order that holds nothing of promotions any more: it ended early, or everything came back. */
export function isOver({ status, lines, returned = {} }: OrderDoc): boolean {
  if (status === 'EXPIRED' || status === 'CANCELLED') return true;
  return unitsIn(returned) >= lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** One use that an order holds. */
export interface HeldUse extends OrderUse {
  orderId: string;
  customerId: string;
  isPaid: boolean;
}

/** A count of uses, their money and their units. */
export interface Count {
  money: number;
  uses: number;
  units: number;
}

/** A change of the uses: those that came, and which promotions' counts it may have touched. */
export interface UseChange {
  fault?: string;
  came: HeldUse[];
}

/** True where a promotion is limited for all buyers together, so that a use of it stands in its account. */
export function isInAccount({ limits, quota }: OrderUse): boolean {
  return limits.totalUses !== undefined || limits.budget !== undefined || quota !== undefined;
}

/** The names under which a use is counted: its shard's column, and its customer's. */
const namesOf = (use: HeldUse): string[] => {
  const { promotionId, customerId, isPaid, shard = 0 } = use;
  const inAccount = isInAccount(use) ? [`${promotionId}#${shard} ${isPaid ? 'Spent' : 'Held'}`, promotionId] : [];
  const isOwn = use.limits.perCustomer !== undefined || use.quota !== undefined;
  return [...inAccount, ...(isOwn ? [`${promotionId} ${customerId}`] : [])];
};

const NOTHING: Count = { money: 0, uses: 0, units: 0 };

/** All uses that are held, and what the accounts and counters must say. */
export class Uses {
  private readonly held = new Map<string, HeldUse>();
  private readonly counts = new Map<string, Count>();

  /** Of one column of a shard. */
  inShard(promotionId: string, shard: number, column: 'Held' | 'Spent'): Count {
    return this.counts.get(`${promotionId}#${shard} ${column}`) ?? NOTHING;
  }

  /** Of a promotion's account in all. */
  inAll(promotionId: string): Count {
    return this.counts.get(promotionId) ?? NOTHING;
  }

  /** Of one customer. */
  ofCustomer(promotionId: string, customerId: string): Count {
    return this.counts.get(`${promotionId} ${customerId}`) ?? NOTHING;
  }

  take(commit: Commit): UseChange {
    const change: UseChange = { came: [] };
    const orders = new Map(
      seenAt(commit, 'orders', 'ORDER#', 'ORDER').map(({ pk, after }) => [pk, after?.order as OrderDoc | undefined]),
    );
    for (const seen of seenAt(commit, 'promotions', 'ORDER#', 'USE#')) {
      const order = orders.get(seen.pk);
      change.fault ??= seen.after ? this.come(seen, order, change) : this.go(seen, order);
    }
    for (const order of orders.values()) if (order && PAID.has(order.status)) this.pay(order);
    return change;
  }

  private move(use: HeldUse, sign: 1 | -1): void {
    for (const name of namesOf(use)) {
      const { money, uses, units } = this.counts.get(name) ?? NOTHING;
      const more = { money: use.amount, units: use.units ?? 0 };
      this.counts.set(name, {
        money: money + sign * more.money,
        uses: uses + sign,
        units: units + sign * more.units,
      });
    }
  }

  private pay({ orderId, uses }: OrderDoc): void {
    for (const { promotionId } of uses) {
      const use = this.held.get(`ORDER#${orderId} USE#${promotionId}`);
      if (!use || use.isPaid) continue;
      this.move(use, -1);
      use.isPaid = true;
      this.move(use, 1);
    }
  }

  private come({ pk, sk, before, after }: Seen, order: OrderDoc | undefined, change: UseChange): string | undefined {
    const promotionId = sk.slice('USE#'.length);
    const told = order?.uses.find((use) => use.promotionId === promotionId);
    if (before) return `${pk} used ${promotionId} twice`;
    if (!order || !told) return `${pk} used ${promotionId} without its order saying so`;
    if (told.amount !== after?.amount)
      return `${pk} used ${after?.amount} of ${promotionId}, its order says ${told.amount}`;
    const { orderId, customerId, status } = order;
    const use = { ...told, orderId, customerId, isPaid: PAID.has(status) };
    this.held.set(`${pk} ${sk}`, use);
    change.came.push(use);
    this.move(use, 1);
    return undefined;
  }

  private go({ pk, sk }: Seen, order: OrderDoc | undefined): string | undefined {
    const use = this.held.get(`${pk} ${sk}`);
    if (!use) return `${pk} gave back ${sk}, which it did not hold`;
    if (!order || !isOver(order)) return `${pk} gave back ${sk} and is ${order?.status ?? 'as it was'}`;
    this.held.delete(`${pk} ${sk}`);
    this.move(use, -1);
    return undefined;
  }
}
