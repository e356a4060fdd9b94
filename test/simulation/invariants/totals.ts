/** The sums of an order that must come out whatever its promotions are. */
import type { OrderLine } from './shapes.ts';

/** What has totals: an order, a quote. */
export interface Totals {
  subtotal: number;
  discountTotal: number;
  shipping: number;
  tax: number;
  total: number;
  lines: readonly OrderLine[];
  promotions: { applied: readonly { promotionId: string; amount: number }[] };
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const isMoney = (amount: number) => Number.isSafeInteger(amount) && amount >= 0;

function lineFault({ sku, quantity, unitPrice, gross, discounts, net }: OrderLine): string | undefined {
  if (!isMoney(net) || !isMoney(gross)) return `line ${sku}: ${net} of ${gross} is no amount`;
  if (gross !== unitPrice * quantity) return `line ${sku}: ${quantity} at ${unitPrice} are not ${gross}`;
  if (!discounts.every(({ amount }) => isMoney(amount) && amount <= gross))
    return `line ${sku}: a discount is no part of it`;
  const taken = sum(discounts.map(({ amount }) => amount));
  return net === gross - taken ? undefined : `line ${sku}: ${gross} less ${taken} is not ${net}`;
}

function appliedFault({ lines, promotions }: Totals): string | undefined {
  const given = new Map<string, number>();
  for (const { promotionId, amount } of lines.flatMap(({ discounts }) => discounts)) {
    given.set(promotionId, (given.get(promotionId) ?? 0) + amount);
  }
  for (const { promotionId, amount } of promotions.applied) {
    if (given.get(promotionId) !== amount) return `${promotionId} gave ${given.get(promotionId)}, ${amount} are told`;
    given.delete(promotionId);
  }
  const [untold] = given.keys();
  return untold && `${untold} gave ${given.get(untold)} and is not told`;
}

/** What is wrong with the sums, if anything. */
export function totalsFault(totals: Totals): string | undefined {
  const { subtotal, discountTotal, shipping, tax, total, lines } = totals;
  if (subtotal !== sum(lines.map(({ gross }) => gross))) return `the lines do not come to ${subtotal}`;
  const taken = sum(lines.flatMap(({ discounts }) => discounts.map(({ amount }) => amount)));
  if (discountTotal !== taken) return `discounts of ${taken} are told as ${discountTotal}`;
  if (![shipping, tax, total].every(isMoney)) return `${shipping}, ${tax} or ${total} is no amount`;
  if (total !== subtotal - discountTotal + shipping + tax) return `${total} is not the sum of its parts`;
  return lines.map(lineFault).find((fault) => fault !== undefined) ?? appliedFault(totals);
}
