/** What was used of limited promotions, counted anew from the uses that orders hold. */
import type { Commit } from '../contract.ts';
import type { OrderDoc, OrderUse } from './shapes.ts';
import { type Seen, seenAt } from './stored.ts';

const ENDED = new Set(['EXPIRED', 'CANCELLED']);

/** One use that an order holds. */
export interface HeldUse extends OrderUse {
  orderId: string;
  customerId: string;
}

/** A count of uses and their money. */
export interface Count {
  uses: number;
  spent: number;
}

/** A change of the uses: those that came, and which counters it touched. */
export interface UseChange {
  fault?: string;
  came: HeldUse[];
  /** `promotionId` and the counter's part: `TOTAL` or `CUSTOMER#id`. */
  touched: [promotionId: string, part: string][];
}

const partsOf = ({ limits, customerId }: HeldUse): string[] => [
  ...(limits.totalUses === undefined && limits.budget === undefined ? [] : ['TOTAL']),
  ...(limits.perCustomer === undefined ? [] : [`CUSTOMER#${customerId}`]),
];

/** All uses that are held, and what the counters must say. */
export class Uses {
  private readonly held = new Map<string, HeldUse>();
  private readonly counts = new Map<string, Count>();

  count(promotionId: string, part: string): Count {
    return this.counts.get(`${promotionId} ${part}`) ?? { uses: 0, spent: 0 };
  }

  take(commit: Commit): UseChange {
    const change: UseChange = { came: [], touched: [] };
    const orders = new Map(
      seenAt(commit, 'orders', 'ORDER#', 'ORDER').map(({ pk, after }) => [pk, after?.order as OrderDoc | undefined]),
    );
    for (const seen of seenAt(commit, 'promotions', 'ORDER#', 'USE#')) {
      change.fault ??= seen.after
        ? this.come(seen, orders.get(seen.pk), change)
        : this.go(seen, orders.get(seen.pk), change);
    }
    for (const { pk, sk } of seenAt(commit, 'promotions', 'USES#')) change.touched.push([pk.slice('USES#'.length), sk]);
    return change;
  }

  private move(use: HeldUse, sign: 1 | -1, change: UseChange): void {
    for (const part of partsOf(use)) {
      const { uses, spent } = this.count(use.promotionId, part);
      this.counts.set(`${use.promotionId} ${part}`, { uses: uses + sign, spent: spent + sign * use.amount });
      change.touched.push([use.promotionId, part]);
    }
  }

  private come({ pk, sk, before, after }: Seen, order: OrderDoc | undefined, change: UseChange): string | undefined {
    const promotionId = sk.slice('USE#'.length);
    const told = order?.uses.find((use) => use.promotionId === promotionId);
    if (before) return `${pk} used ${promotionId} twice`;
    if (!order || !told) return `${pk} used ${promotionId} without its order saying so`;
    if (told.amount !== after?.amount)
      return `${pk} used ${after?.amount} of ${promotionId}, its order says ${told.amount}`;
    const use = { ...told, orderId: order.orderId, customerId: order.customerId };
    this.held.set(`${pk} ${sk}`, use);
    change.came.push(use);
    this.move(use, 1, change);
    return undefined;
  }

  private go({ pk, sk }: Seen, order: OrderDoc | undefined, change: UseChange): string | undefined {
    const use = this.held.get(`${pk} ${sk}`);
    if (!use) return `${pk} gave back ${sk}, which it did not hold`;
    if (!order || !ENDED.has(order.status)) return `${pk} gave back ${sk} and is ${order?.status ?? 'as it was'}`;
    this.held.delete(`${pk} ${sk}`);
    this.move(use, -1, change);
    return undefined;
  }
}
