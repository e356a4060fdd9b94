import type { Change, Invariant } from '../contract.ts';

/** Records of something that happened, by their entity: they are written and never changed. */
const RECORDS = new Set([
  'Outbox',
  'Seen',
  'StockLedger',
  'Operation',
  'Entry',
  'PartnerInbox',
  'ParcelEvent',
  'Delivery',
  'Review',
  'ReviewedLine',
  'ConsentDecision',
  'PromotionUse',
  'PromotionVersion',
  'PriceLine',
  'Observation',
  'Seed',
  'Draw',
  'OrderDrawn',
  'FirstOrder',
  'StandingEntry',
  'ClaimedCoupon',
  'Message',
  'ImportedReturn',
  'StockWork',
  'RehearsalPart',
  'RehearsalReport',
]);

/**
 * What is changed by whoever looked at it before: each change counts one up from what was looked at. Where two contexts write
 * different parts of it, each has a counter, and a change counts one of them up.
 */
const COUNTED: Readonly<Record<string, string | readonly string[]>> = {
  Product: ['version', 'priceVersion'],
  PriceList: 'version',
  PriceChange: 'version',
  PriceRule: 'version',
  Guards: 'version',
  Market: 'version',
  Profile: 'version',
  Location: 'version',
  Charges: 'version',
  Campaign: 'version',
  Promotion: 'revision',
  Stock: 'version',
  Parcel: 'version',
  Order: 'version',
  Payment: 'version',
  Refund: 'version',
  Return: 'version',
  Close: 'version',
  Till: 'version',
  Lottery: 'version',
  Group: 'version',
  Turns: 'drawn',
  Standing: 'standing.version',
  PromotionSegment: 'version',
  OrderDeals: 'version',
  Rehearsal: 'step',
};

/** What may take several steps of its life in one commit; a lottery has the numbers of its promotion. */
const STRIDES = new Set(['Order', 'Payment', 'Lottery']);

const entityOf = ({ before, after }: Change): string => String((after ?? before)?._et?.S ?? '');
const nameOf = ({ table, key }: Change): string => `${table} ${String(key.pk?.S)} ${String(key.sk?.S)}`;

/** A number of an item; after a dot, one of a map in it. */
function numberAt(item: Change['before'], path: string): number {
  const [name = '', inner] = path.split('.');
  const attribute = item?.[name];
  const found = inner === undefined ? attribute : (attribute?.M as Change['before'])?.[inner];
  return Number(found?.N ?? 0);
}

function overwritten(change: Change): string | undefined {
  if (!RECORDS.has(entityOf(change)) || !change.before || !change.after) return undefined;
  return `the record ${nameOf(change)} was written a second time`;
}

function miscounted(change: Change): string | undefined {
  const counter = COUNTED[entityOf(change)];
  const { before, after } = change;
  if (counter === undefined || !after) return undefined;
  const counted = (item: typeof before) => [counter].flat().reduce((sum, name) => sum + numberAt(item, name), 0);
  const [from, to] = [counted(before), counted(after)];
  const isCounted = STRIDES.has(entityOf(change)) ? to > from : to === from + 1;
  return isCounted ? undefined : `${nameOf(change)} went from ${counter} ${from} to ${to}`;
}

/** Nobody's write is lost under another's: records are written once, and what changes counts up one by one. */
export function nothingOverwritten(): Invariant {
  return {
    id: 'overwritten',
    name: 'nothing is overwritten',
    onCommit: ({ changes }) => changes.map((change) => overwritten(change) ?? miscounted(change)).find(Boolean),
  };
}
