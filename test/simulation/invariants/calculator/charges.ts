/** Shipping and tax, computed anew from the shop's stored charges. */
import { shares } from './shares.ts';

/** The stored charges. */
export interface ChargeRules {
  tax: { prices: string; rates: { category?: string; region?: string; percent: number }[] };
  shipping: { tariffs: { region?: string; fee: number; freeFrom?: number }[] };
}

/** A line with what its goods cost. */
export interface ChargedLine {
  category: string;
  net: number;
}

/** Where the goods go. */
export interface Destination {
  method: string;
  address?: { region?: string };
}

/** What comes to the goods, by line. */
export interface DueCharges {
  shipping: number[];
  tax: number[];
  taxIncluded: number[];
}

function percentFor({ rates }: ChargeRules['tax'], category: string, region: string | undefined): number {
  const fits = rates.filter(
    (rate) => (rate.category ?? category) === category && (rate.region === undefined || rate.region === region),
  );
  // Both beat the category alone, which beats the region alone, which beats the rate for everything.
  const wanted = [
    (rate: (typeof fits)[number]) => rate.category !== undefined && rate.region !== undefined,
    (rate: (typeof fits)[number]) => rate.category !== undefined,
    (rate: (typeof fits)[number]) => rate.region !== undefined,
    () => true,
  ];
  for (const isWanted of wanted) {
    const found = fits.find(isWanted);
    if (found) return found.percent;
  }
  return 0;
}

function feeFor({ tariffs }: ChargeRules['shipping'], goods: number, { method, address }: Destination): number {
  if (method === 'pickup') return 0;
  const own = tariffs.find(({ region }) => region !== undefined && region === address?.region);
  const tariff = own ?? tariffs.find(({ region }) => region === undefined);
  if (!tariff || (tariff.freeFrom !== undefined && goods >= tariff.freeFrom)) return 0;
  return tariff.fee;
}

/** Half a unit goes up. */
function divided(numerator: bigint, denominator: bigint): number {
  const [whole, rest] = [numerator / denominator, numerator % denominator];
  return Number(rest * 2n >= denominator ? whole + 1n : whole);
}

/** The charges of a cart. */
export function chargesOf(lines: readonly ChargedLine[], rules: ChargeRules, to: Destination): DueCharges {
  const nets = lines.map(({ net }) => net);
  const goods = nets.reduce((a, b) => a + b, 0);
  const fee = feeFor(rules.shipping, goods, to);
  const shipping = shares(fee, goods === 0 ? lines.map(() => 1) : nets);
  const isOnTop = rules.tax.prices === 'exclusive';
  const taxes = lines.map(({ category, net }, index) => {
    const rate = BigInt(Math.round(percentFor(rules.tax, category, to.address?.region) * 1_000));
    const taxable = BigInt(net + (shipping[index] ?? 0));
    return divided(taxable * rate, isOnTop ? 100_000n : 100_000n + rate);
  });
  const nothing = lines.map(() => 0);
  return { shipping, tax: isOnTop ? taxes : nothing, taxIncluded: isOnTop ? nothing : taxes };
}
