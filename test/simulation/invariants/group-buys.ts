import type { Commit, Invariant, View } from '../contract.ts';
import { announcedIn } from './expected-events.ts';
import type { OrderDoc } from './shapes.ts';
import { idIn, type Seen, seenAt } from './stored.ts';
import { itemAt, itemsAt } from './tables.ts';

interface Group {
  state: 'open' | 'complete' | 'failed';
  people: number;
  seats: number;
  paid: number;
  deadline: string;
}

interface Member {
  customerId: string;
  orderId: string;
  paid: boolean;
}

const ENDED = new Set(['CANCELLED', 'EXPIRED']);

/** A sweep comes every minute, and clocks are off by five. */
const OVERDUE_MS = 10 * 60_000;

const isPaid = (order: OrderDoc | undefined) => order?.payment.status === 'captured';

/** What the provider kept of an order's money. */
function keptOf({ payment }: OrderDoc, { books }: View): number {
  const capture = books.captures.get(payment.paymentId);
  const taken = capture?.status === 'captured' ? capture.amount : 0;
  const back = [...books.refunds.values()].filter(({ paymentId }) => paymentId === payment.paymentId);
  return back.reduce((left, { amount }) => left - amount, taken);
}

/** Groups: places are counted right, a complete one has as many who paid as it wants, and of a failed one all money went back. */
export function groupsHold(): Invariant {
  const groups = new Map<string, Group>();
  const members = new Map<string, Map<string, Member>>();
  const orders = new Map<string, OrderDoc>();

  const membersOf = (groupId: string) => {
    const known = members.get(groupId) ?? new Map<string, Member>();
    members.set(groupId, known);
    return known;
  };

  function orderFault({ before, after }: Seen): string | undefined {
    const [was, is] = [before?.order as OrderDoc | undefined, after?.order as OrderDoc | undefined];
    if (!is?.groupBuy) return undefined;
    const { orderId, groupBuy, shipments = [], status } = is;
    orders.set(orderId, is);
    const group = groups.get(groupBuy.groupId);
    const seat = membersOf(groupBuy.groupId).get(is.customerId);
    if (!was && seat?.orderId !== orderId) return `${orderId} has no place in ${groupBuy.groupId}`;
    if (groupBuy.complete && !was?.groupBuy?.complete && status !== 'PAID')
      return `${orderId} is ${status} and was told that its group is complete`;
    const hasLeft = shipments.length > 0 || ['SHIPPED', 'DELIVERED', 'COMPLETED'].includes(status);
    if ((hasLeft || groupBuy.complete) && group?.state !== 'complete')
      return `${orderId} may leave, or has, and its group is ${group?.state}`;
    const holdsSeat = group?.state === 'open' && seat?.orderId === orderId;
    return ENDED.has(status) && holdsSeat ? `${orderId} is ${status} and keeps its place` : undefined;
  }

  function memberFault({ pk, before, after }: Seen): string | undefined {
    const groupId = idIn(pk);
    const [was, is] = [before as unknown as Member | undefined, after as unknown as Member | undefined];
    if (was && is && was.orderId !== is.orderId) return `${was.customerId} is in ${groupId} by two orders`;
    if (is) membersOf(groupId).set(is.customerId, is);
    else if (was) membersOf(groupId).delete(was.customerId);
    return undefined;
  }

  function groupFault(groupId: string, was: Group | undefined, is: Group): string | undefined {
    groups.set(groupId, is);
    const own = [...membersOf(groupId).values()];
    if (was && was.state !== 'open') return `${groupId} was ${was.state} and changed`;
    if (is.seats !== own.length || is.seats > is.people) return `${groupId} has ${own.length} of ${is.seats} places`;
    const paid = own.filter((member) => member.paid).length;
    if (is.state === 'open' && is.paid !== paid) return `${groupId} counts ${is.paid}, ${paid} have paid`;
    if (is.state === 'open' && paid >= is.people) return `${groupId} is open and all have paid`;
    if (is.state !== 'complete') return undefined;
    const all = own.filter(({ orderId }) => isPaid(orders.get(orderId)));
    return all.length === is.people ? undefined : `${groupId} is complete with ${all.length} of ${is.people} paid`;
  }

  /** Whoever is in a group that ends is named by the event that tells so. */
  function toldFault(commit: Commit, groupId: string, { state }: Group): string | undefined {
    if (state === 'open') return undefined;
    const type = state === 'complete' ? 'GroupCompleted.v1' : 'GroupFailed.v1';
    const told = announcedIn(commit).find(({ detailType, data }) => detailType === type && data.groupId === groupId);
    const named = ((told?.data.orderIds ?? []) as string[]).toSorted().join();
    const own = [...membersOf(groupId).values()].map(({ orderId }) => orderId);
    return told && named === own.sort().join() ? undefined : `${groupId} is ${state}, and told of [${named}]`;
  }

  function groupsFault(commit: Commit): string | undefined {
    const faults = seenAt(commit, 'group-buys', 'GROUP#', 'GROUP').map(({ pk, before, after }) => {
      const [was, is] = [before as unknown as Group | undefined, after as unknown as Group | undefined];
      if (!is) return `${pk} was deleted`;
      return groupFault(idIn(pk), was, is) ?? toldFault(commit, idIn(pk), is);
    });
    return faults.find((fault) => fault !== undefined);
  }

  return {
    id: 'groups',
    name: 'groups are complete when all have paid, or all money goes back',
    onCommit(commit: Commit) {
      const first = seenAt(commit, 'group-buys', 'GROUP#', 'MEMBER#').map(memberFault);
      const own = groupsFault(commit);
      const last = seenAt(commit, 'orders', 'ORDER#', 'ORDER').map(orderFault);
      return [...first, own, ...last].find((fault) => fault !== undefined);
    },
    atQuiet(view: View) {
      const late = [...groups].filter(
        ([, { state, deadline }]) => state === 'open' && Date.parse(deadline) + OVERDUE_MS < view.now,
      );
      const astray = itemsAt(view, 'orders', 'ORDER#', 'ORDER').flatMap((item) => {
        const order = item.order as OrderDoc;
        const stored = itemAt(view, 'group-buys', `GROUP#${order.groupBuy?.groupId}`, 'GROUP');
        return order.groupBuy ? quietFault(order, stored as unknown as Group | undefined, view) : [];
      });
      return [...late.map(([groupId]) => `${groupId} is overdue and open`), ...astray];
    },
  };
}

/** An order of a group at rest: of one that failed it is over and nothing of its money is kept; of a complete one it knows. */
function quietFault(order: OrderDoc, group: Group | undefined, view: View): string[] {
  const { orderId, status, groupBuy } = order;
  if (!group) return [`${orderId} is in a group that is not there`];
  const isOver = ENDED.has(status);
  if (group.state === 'failed' && !isOver) return [`${orderId} is ${status}, and its group failed`];
  if (isOver && keptOf(order, view) !== 0) return [`${orderId} is over, and ${keptOf(order, view)} of it was kept`];
  const waits = group.state === 'complete' && status === 'PAID' && !groupBuy?.complete;
  return waits ? [`${orderId} waits for a group that is complete`] : [];
}
