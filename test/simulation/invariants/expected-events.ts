/** Which events a commit must hold: told by what it changed, not by who wrote it. */
import type { Commit } from '../contract.ts';
import type { OrderDoc } from './shapes.ts';
import { type Plain, type Seen, seenIn } from './stored.ts';

/** The event that tells of an order's step; steps that no event tells of are absent. */
const OF_STEP: Readonly<Record<string, string>> = {
  PAID: 'OrderPaid.v1',
  SHIPPED: 'OrderShipped.v1',
  DELIVERED: 'OrderDelivered.v1',
  COMPLETED: 'OrderCompleted.v1',
  EXPIRED: 'OrderExpired.v1',
  CANCELLED: 'OrderCancelled.v1',
};

function ofOrder({ before, after }: Seen): string[] {
  const [was, is] = [before?.order as OrderDoc | undefined, after?.order as OrderDoc | undefined];
  if (!is) return [];
  const steps = is.history.slice(was?.history.length ?? 0).map(({ status }) => status);
  const birth = was ? [] : [is.imported ? 'OrderImported.v1' : 'OrderPlaced.v1'];
  const isTold = (status: string) => !(status === 'SHIPPED' && is.delivery?.method === 'pickup'); // Nothing is sent.
  const types = steps.filter(isTold).map((status) => OF_STEP[status]);
  const told = is.imported && !was ? [] : types.filter((type) => type !== undefined);
  const refunded = is.refundTotal !== was?.refundTotal ? ['OrderRefunded.v1'] : [];
  return [...birth, ...told, ...refunded];
}

const isNew = ({ before, after }: Seen) => !before && after !== undefined;
const changed = (name: string) => (seen: Seen) => seen.before?.[name] !== seen.after?.[name];
const becomes = (name: string) => (seen: Seen) => seen.after?.[name] !== undefined && changed(name)(seen);

const stateOf = (item: Plain | undefined) => (item?.referral as { state?: string } | undefined)?.state;
const becomesState = (state: string) => (seen: Seen) => stateOf(seen.after) === state && stateOf(seen.before) !== state;

/** Where an item stands, when its change is a fact, and what the fact is called. */
const FACTS: readonly { context: string; pk: string; sk: string; when: (seen: Seen) => boolean; type: string }[] = [
  { context: 'inventory', pk: 'RECEIPT#', sk: '', when: isNew, type: 'StockReceived.v1' },
  { context: 'campaigns', pk: 'CUSTOMER#', sk: 'MESSAGE#', when: isNew, type: 'MessageSent.v1' },
  { context: 'customers', pk: 'CUSTOMER#', sk: 'PROFILE', when: changed('version'), type: 'CustomerProfileChanged.v1' },
  { context: 'feedback', pk: 'PRODUCT#', sk: 'REVIEW#', when: isNew, type: 'ReviewPublished.v1' },
  {
    context: 'promotions',
    pk: 'PROMOTION#',
    sk: 'PROMOTION',
    when: becomes('liveVersion'),
    type: 'PromotionPublished.v1',
  },
  { context: 'promotions', pk: 'PROMOTION#', sk: 'PROMOTION', when: becomes('stoppedAt'), type: 'PromotionStopped.v1' },
  {
    context: 'group-buys',
    pk: 'GROUP#',
    sk: 'GROUP',
    when: ({ after }) => after?.state === 'complete',
    type: 'GroupCompleted.v1',
  },
  { context: 'referrals', pk: 'BROUGHT#', sk: '', when: becomesState('rewarded'), type: 'ReferralRewarded.v1' },
  { context: 'referrals', pk: 'BROUGHT#', sk: '', when: becomesState('taken-back'), type: 'RewardTakenBack.v1' },
  { context: 'catalog', pk: 'PRODUCT#', sk: 'PRODUCT', when: changed('version'), type: 'ProductChanged.v1' },
];

function ofItem(seen: Seen): string[] {
  if (seen.context === 'orders' && seen.sk === 'ORDER') return ofOrder(seen);
  return FACTS.filter(
    ({ context, pk, sk, when }) =>
      seen.context === context && seen.pk.startsWith(pk) && seen.sk.startsWith(sk) && when(seen),
  ).map(({ type }) => type);
}

/** An event that waits in an outbox. */
export interface OutboxEvent {
  id: string;
  detailType: string;
  data: Plain;
}

/** The events that a commit put into outboxes. */
export function announcedIn(commit: Commit): OutboxEvent[] {
  const outboxes = seenIn(commit).filter(({ pk }) => pk.startsWith('OUTBOX#'));
  const puts = outboxes.filter(({ before, after }) => after && !before);
  return puts.map(({ after }) => {
    const { id, data } = JSON.parse(String(after?.detail)) as { id: string; data: Plain };
    return { id, detailType: String(after?.detailType), data };
  });
}

const KNOWN = new Set([
  'OrderPlaced.v1',
  'OrderImported.v1',
  'OrderRefunded.v1',
  ...Object.values(OF_STEP),
  ...FACTS.map(({ type }) => type),
]);

/** The types of the events that a commit must announce, sorted. */
export function expectedIn(commit: Commit): string[] {
  return seenIn(commit).flatMap(ofItem).sort();
}

/** The announced types that this file knows the reasons of, sorted. */
export function knownTypes(events: readonly OutboxEvent[]): string[] {
  return events
    .map(({ detailType }) => detailType)
    .filter((type) => KNOWN.has(type))
    .sort();
}
