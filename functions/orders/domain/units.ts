/** Some units of one SKU. */
export interface UnitLine {
  sku: string;
  quantity: number;
}

/** Units by SKU. */
export type Units = Readonly<Record<string, number>>;

/** The units of some lines by SKU. */
export function unitsOf(lines: readonly UnitLine[]): Units {
  const units: Record<string, number> = {};
  for (const { sku, quantity } of lines) units[sku] = (units[sku] ?? 0) + quantity;
  return units;
}

/** Units added up, or with sign -1 taken away; what comes to nothing is left out. */
export function addUnits(to: Units = {}, more: Units = {}, sign: 1 | -1 = 1): Units {
  const sum: Record<string, number> = { ...to };
  for (const [sku, quantity] of Object.entries(more)) sum[sku] = (sum[sku] ?? 0) + sign * quantity;
  return Object.fromEntries(Object.entries(sum).filter(([, quantity]) => quantity !== 0));
}
