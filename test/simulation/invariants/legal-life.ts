import type { Commit, Invariant } from '../contract.ts';
import type { OrderDoc } from './shapes.ts';
import { type Seen, seenAt } from './stored.ts';

/** The legal steps of an order. Money that comes late may find its goods again: the one way out of an end. */
const MAY_FOLLOW: Readonly<Record<string, readonly string[]>> = {
  RESERVED: ['CHARGING', 'EXPIRED', 'CANCELLED'],
  CHARGING: ['PAID', 'RESERVED'],
  PAID: ['SHIPPED', 'CANCELLED'],
  SHIPPED: ['DELIVERED'],
  DELIVERED: ['COMPLETED'],
  COMPLETED: [],
  EXPIRED: ['PAID'],
  CANCELLED: [],
};

/** What an order may be from its first moment: reserved, or sold elsewhere and taken over. */
const MAY_BEGIN = ['RESERVED', 'COMPLETED'];

const statuses = ({ history }: OrderDoc) => history.map(({ status }) => status);

function stepFault(from: string | undefined, to: string): string | undefined {
  if (from === undefined) return MAY_BEGIN.includes(to) ? undefined : `begins as ${to}`;
  return MAY_FOLLOW[from]?.includes(to) ? undefined : `${from} became ${to}`;
}

/** Only a payment revives what expired, and an order is gone from the house when all of it is. */
function reasonFault({ history, shipments = [], holdings, delivery }: OrderDoc, index: number): string | undefined {
  const [from, to] = [history[index - 1], history[index]];
  if (from?.status === 'EXPIRED' && !to?.actor.startsWith('payment ')) return `was revived by ${to?.actor}`;
  if (to?.status === 'CANCELLED' && shipments.length > 0) return 'was cancelled after part of it left';
  if (to?.status !== 'SHIPPED' || delivery?.method === 'pickup') return undefined;
  const left = units(holdings) - units(shipments.flatMap(({ lines }) => lines));
  return left === 0 ? undefined : `was SHIPPED with ${left} units in the house`;
}

const units = (lines: readonly { quantity: number }[]) => lines.reduce((sum, { quantity }) => sum + quantity, 0);

function historyFault(was: OrderDoc | undefined, is: OrderDoc): string | undefined {
  const [earlier, now] = [was ? statuses(was) : [], statuses(is)];
  if (earlier.some((status, index) => now[index] !== status)) return 'its history was written over';
  for (let index = earlier.length; index < now.length; index += 1) {
    const fault = stepFault(now[index - 1], now[index] ?? '') ?? reasonFault(is, index);
    if (fault) return fault;
  }
  const steps = now.length - earlier.length;
  if (is.version - (was?.version ?? 0) !== Math.max(1, steps)) {
    return `version ${was?.version ?? 0} became ${is.version} with ${steps} steps`;
  }
  return now.at(-1) === is.status ? undefined : `is ${is.status}, its history ends with ${now.at(-1)}`;
}

function changeFault({ pk, before, after }: Seen): string | undefined {
  if (!after) return `${pk} was deleted`;
  const [was, is] = [before?.order as OrderDoc | undefined, after.order as OrderDoc];
  if (after.status !== is.status || after.version !== is.version) return `${pk} is not what its index says`;
  if (after.gsi1pk !== `STATUS#${is.status}`) return `${pk} is listed under ${after.gsi1pk} and is ${is.status}`;
  const fault = historyFault(was, is);
  return fault && `${pk}: ${fault}`;
}

/** 7: every order lives by the table, raises its version with each step, and stays ended. */
export function legalLife(): Invariant {
  return {
    id: '7',
    name: 'legal life',
    onCommit(commit: Commit) {
      for (const seen of seenAt(commit, 'orders', 'ORDER#', 'ORDER')) {
        const fault = changeFault(seen);
        if (fault) return fault;
      }
      return undefined;
    },
  };
}
