import type { Commit, Invariant } from '../contract.ts';
import type { OrderDoc } from './shapes.ts';
import { type Seen, seenAt } from './stored.ts';

/** The legal steps of an order, as api.md tells them. */
const MAY_FOLLOW: Readonly<Record<string, readonly string[]>> = {
  RESERVED: ['CHARGING', 'EXPIRED', 'CANCELLED'],
  CHARGING: ['PAID', 'RESERVED'],
  PAID: ['SHIPPED', 'CANCELLED'],
  SHIPPED: ['DELIVERED'],
  DELIVERED: ['COMPLETED'],
  COMPLETED: [],
  EXPIRED: [],
  CANCELLED: [],
};

/** What an order may be from its first moment: reserved, or sold elsewhere and taken over. */
const MAY_BEGIN = ['RESERVED', 'COMPLETED'];

const statuses = ({ history }: OrderDoc) => history.map(({ status }) => status);

function stepFault(from: string | undefined, to: string): string | undefined {
  if (from === undefined) return MAY_BEGIN.includes(to) ? undefined : `begins as ${to}`;
  return MAY_FOLLOW[from]?.includes(to) ? undefined : `${from} became ${to}`;
}

function historyFault(was: OrderDoc | undefined, is: OrderDoc): string | undefined {
  const [earlier, now] = [was ? statuses(was) : [], statuses(is)];
  if (earlier.some((status, index) => now[index] !== status)) return 'its history was written over';
  for (let index = earlier.length; index < now.length; index += 1) {
    const fault = stepFault(now[index - 1], now[index] ?? '');
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
