import type { Commit, Invariant, View } from '../contract.ts';
import type { OrderDoc } from './shapes.ts';
import { type Plain, seenAt } from './stored.ts';
import { itemsAt } from './tables.ts';

const GRACE_MS = 60_000;

const orderIn = (item: Plain | undefined) => item?.order as OrderDoc | undefined;

function isOverdue({ status, reservedUntil }: OrderDoc, now: number): boolean {
  return status === 'RESERVED' && reservedUntil !== undefined && Date.parse(reservedUntil) + GRACE_MS < now;
}

/** 4: a hold ends by its clock and not before, and once: by claim or by release. */
export function holdsEnd(): Invariant {
  return {
    id: '4',
    name: 'holds end',
    onCommit(commit: Commit) {
      for (const { before, after } of seenAt(commit, 'orders', 'ORDER#', 'ORDER')) {
        const [was, is] = [orderIn(before), orderIn(after)];
        if (!was || is?.status !== 'EXPIRED' || was.status === 'EXPIRED') continue;
        const at = is.history.at(-1)?.at ?? '';
        if (!was.reservedUntil || at < was.reservedUntil) {
          return `${is.orderId} expired at ${at}, its hold was good until ${was.reservedUntil}`;
        }
      }
      return undefined;
    },
    atQuiet(view: View) {
      const orders = itemsAt(view, 'orders', 'ORDER#', 'ORDER').map(orderIn);
      const late = orders.filter((order) => order && isOverdue(order, view.now));
      const notes = itemsAt(view, 'orders', 'ORDER#', 'WORK#');
      const left = notes.filter(({ due }) => Date.parse(String(due)) + GRACE_MS < view.now);
      return [
        ...late.map((order) => `${order?.orderId} is still reserved, its hold ended at ${order?.reservedUntil}`),
        ...left.map(({ pk, sk, due }) => `the note ${pk} ${sk}, due ${due}, is not carried out`),
      ];
    },
  };
}
