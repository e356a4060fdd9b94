import { type Instant, shift } from '../../../shared/kernel/time.ts';

/** What a group-buy promotion asks for: so many people within so many hours, and not after the promotion's own end. */
export interface GroupTerms {
  promotionId: string;
  people: number;
  hours: number;
  validTo: Instant;
}

/** Where a group stands. Only `open` is left, and each of the others for good. */
export type GroupState = 'open' | 'complete' | 'failed';

/** A group: places taken (`seats`), and how many of them are known to be paid. */
export interface Group {
  groupId: string;
  promotionId: string;
  people: number;
  openedAt: Instant;
  deadline: Instant;
  state: GroupState;
  seats: number;
  paid: number;
  /** Raised by one with each change. */
  version: number;
  endedAt?: Instant;
}

/** One person's place in a group, by the order that took it. */
export interface Member {
  groupId: string;
  customerId: string;
  orderId: string;
  paid: boolean;
}

const HOUR_MS = 3_600_000;

/** A new group with its first place taken. */
export function openGroup({ promotionId, people, hours, validTo }: GroupTerms, groupId: string, now: Instant): Group {
  const [deadline = validTo] = [shift(now, hours * HOUR_MS), validTo].sort();
  return { groupId, promotionId, people, openedAt: now, deadline, state: 'open', seats: 1, paid: 0, version: 1 };
}

/** Why somebody may not join. */
export type Refusal = 'unknown' | 'over' | 'full';

/** Why nobody may join a group of `promotionId` at `now`, or undefined. */
export function refusalOf(group: Group | undefined, promotionId: string, now: Instant): Refusal | undefined {
  if (group?.promotionId !== promotionId) return 'unknown';
  if (group.state === 'complete' || group.seats >= group.people) return 'full';
  return group.state === 'failed' || group.deadline <= now ? 'over' : undefined;
}

/** What the payment of a member's order does to its group. */
export type Step = 'counts' | 'completes' | 'comes-too-late' | 'nothing';

/** What it means that the order of `member` was paid; one who was counted before changes nothing. */
export function stepOf(group: Group, member: Member): Step {
  if (member.paid || group.state === 'complete') return 'nothing';
  if (group.state === 'failed') return 'comes-too-late';
  return group.paid + 1 === group.people ? 'completes' : 'counts';
}

/**
 * How a group ends whose deadline has passed: whoever has paid by now counts, though nobody may have been told of it yet.
 * `paidOrders` are the orders that are paid.
 */
export function endOf({ people }: Group, members: readonly Member[], paidOrders: ReadonlySet<string>) {
  const paid = members.filter((member) => member.paid || paidOrders.has(member.orderId));
  return paid.length === people ? 'complete' : 'failed';
}

/** A group as everybody may see it: nobody's name, nobody's order. */
export function shownGroup({ groupId, promotionId, people, openedAt, deadline, state, seats, paid }: Group) {
  return { groupId, promotionId, state, people, joined: seats, paid, missing: people - seats, openedAt, deadline };
}
