import type { CartLine, Discount, PricedLine } from './cart.ts';
import type { Plan } from './solve/plan.ts';

/** A cart being priced. Lines stand in an order of their own, so that the order they came in can change nothing. */
export interface Sheet {
  lines: readonly CartLine[];
  /** Where each line stood in the cart. */
  positions: readonly number[];
}

function compare(a: CartLine, b: CartLine): number {
  if (a.sku !== b.sku) return a.sku < b.sku ? -1 : 1;
  return a.unitPrice - b.unitPrice || a.quantity - b.quantity || (a.floor ?? 0) - (b.floor ?? 0);
}

/** Opens a sheet. */
export function openSheet(lines: readonly CartLine[]): Sheet {
  const at = (position: number) => lines[position] as CartLine;
  const positions = lines.map((_, position) => position).sort((a, b) => compare(at(a), at(b)));
  return { lines: positions.map(at), positions };
}

type LabelOf = (promotionId: string) => string;

function discountsOf({ taken }: Plan, count: number, labelOf: LabelOf): Discount[][] {
  const discounts: Discount[][] = Array.from({ length: count }, () => []);
  for (const { option, parts } of taken) {
    const { promotionId } = option.promotion;
    const label = labelOf(promotionId);
    parts.forEach((amount, place) => {
      if (amount > 0) discounts[option.at[place] ?? 0]?.push({ promotionId, label, amount });
    });
  }
  return discounts;
}

/** A gift is a line at its SKU's price, wholly discounted. */
function giftLines({ gifts }: Plan, labelOf: LabelOf): PricedLine[] {
  return gifts.map(({ option, product: { sku, unitPrice }, quantity }) => {
    const { promotionId } = option.promotion;
    const gross = unitPrice * quantity;
    const discounts = gross > 0 ? [{ promotionId, label: labelOf(promotionId), amount: gross }] : [];
    return { sku, quantity, unitPrice, gross, discounts, net: 0, gift: promotionId };
  });
}

/** The lines with their discounts, back in the cart's order, and the gifts after them. */
export function closeSheet(sheet: Sheet, plan: Plan, labelOf: LabelOf): PricedLine[] {
  const discounts = discountsOf(plan, sheet.lines.length, labelOf);
  const out: PricedLine[] = new Array(sheet.lines.length);
  sheet.lines.forEach(({ sku, quantity, unitPrice }, index) => {
    out[sheet.positions[index] ?? index] = {
      sku,
      quantity,
      unitPrice,
      gross: unitPrice * quantity,
      discounts: discounts[index] ?? [],
      net: plan.nets[index] ?? 0,
    };
  });
  return [...out, ...giftLines(plan, labelOf)];
}
