import type { Answered, Rule } from './granted.ts';

interface Sale {
  sequence: number;
  lines: { quantity: number; unitPrice: number }[];
  payments: { amount: number }[];
}

const WEEK_MS = 7 * 86_400_000;
const SHOP_OFFSET_MS = 8 * 3_600_000;

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function wrongCount({ isGranted, body: { countedAt }, from, at, toleranceMs }: Answered): string | undefined {
  if (!isGranted || typeof countedAt !== 'string') return undefined;
  const counted = Date.parse(countedAt);
  if (counted > at + toleranceMs) return 'it was counted in the future';
  return counted < from - WEEK_MS - toleranceMs ? 'it was counted long ago' : undefined;
}

function badlyPaid({ isGranted, body, exchange }: Answered): string | undefined {
  if (!isGranted) return undefined;
  const { items = [] } = (exchange.reply ?? {}) as { items?: { sequence: number; outcome: string }[] };
  const recorded = new Set(items.filter(({ outcome }) => outcome === 'recorded').map(({ sequence }) => sequence));
  const wrong = ((body.orders ?? []) as Sale[])
    .filter(({ sequence }) => recorded.has(sequence))
    .find(
      ({ lines, payments }) =>
        sum(lines.map(({ quantity, unitPrice }) => quantity * unitPrice)) !== sum(payments.map(({ amount }) => amount)),
    );
  return wrong && `the payments of sale ${wrong.sequence} are not what its lines come to`;
}

/** What is done to a promotion that had been stopped before anybody asked. */
function stopped({ isGranted, names: [promotionId = ''], promotions }: Answered): string | undefined {
  const all = promotions(promotionId);
  const isOver = all.length > 0 && all.every(({ stoppedAt }) => stoppedAt !== undefined);
  return isGranted && isOver ? 'the promotion was stopped' : undefined;
}

function noCoupon(answered: Answered): string | undefined {
  const {
    isGranted,
    names: [promotionId = ''],
    promotions,
  } = answered;
  const all = promotions(promotionId).map(({ definition }) => definition as { coupon?: unknown });
  const isNone = all.length > 0 && all.every(({ coupon }) => coupon === undefined);
  return stopped(answered) ?? (isGranted && isNone ? 'the promotion has no coupons' : undefined);
}

function tooEarly({ isGranted, names: [date = ''], at, toleranceMs }: Answered): string | undefined {
  const today = new Date(at + SHOP_OFFSET_MS + toleranceMs).toISOString().slice(0, 10);
  return isGranted && date > today ? 'that day has not begun' : undefined;
}

/** What the staff may be granted. */
export const rulesOfStaff: readonly Rule[] = [
  { method: 'POST', path: /^\/v1\/admin\/stock\/counts$/, fault: wrongCount },
  { method: 'POST', path: /^\/v1\/admin\/till\/orders$/, fault: badlyPaid },
  { method: 'PUT', path: /^\/v1\/admin\/promotions\/([^/]+)$/, fault: stopped },
  { method: 'POST', path: /^\/v1\/admin\/promotions\/([^/]+)\/publish$/, fault: stopped },
  { method: 'POST', path: /^\/v1\/admin\/promotions\/([^/]+)\/coupons$/, fault: noCoupon },
  { method: 'POST', path: /^\/v1\/admin\/journal\/closes\/([^/]+)$/, fault: tooEarly },
];
