import { roundHalfUp, splitByLargestRemainder } from '../../../shared/kernel/money.ts';
import type { DeliveryChoice, PricedLine } from './order.ts';

/** A tax rate: for a category, for a region, for both, or for everything. `percent` has at most three decimals. */
export interface TaxRate {
  category?: string;
  region?: string;
  percent: number;
}

/** What shipping costs to a region, or everywhere else; from `freeFrom` (goods after discounts) on nothing. Minor units. */
export interface Tariff {
  region?: string;
  fee: number;
  freeFrom?: number;
}

/** What comes to the goods' price: the shop's tax rates and shipping tariff. */
export interface Charges {
  tax: { prices: 'inclusive' | 'exclusive'; rates: TaxRate[] };
  shipping: { tariffs: Tariff[] };
}

/** A shop that has set nothing: prices are what they are, delivery is free. */
export const NO_CHARGES: Charges = { tax: { prices: 'inclusive', rates: [] }, shipping: { tariffs: [] } };

/** A line with the category that its tax goes by. */
export type Categorised = PricedLine & { category: string };

/** A cart with shipping and tax: `tax` comes on top, `taxIncluded` is what the prices hold already. */
export interface Charged {
  lines: PricedLine[];
  shipping: number;
  tax: number;
  taxIncluded?: number;
}

const fits = (wanted: string | undefined, given: string | undefined) => wanted === undefined || wanted === given;

/** The rate of a category in a region: the one that says most; a category says more than a region. */
function rateOf(rates: readonly TaxRate[], category: string, region: string | undefined): number {
  const fitting = rates.filter((rate) => fits(rate.category, category) && fits(rate.region, region));
  const says = (rate: TaxRate) => (rate.category === undefined ? 0 : 2) + (rate.region === undefined ? 0 : 1);
  return fitting.reduce((best, rate) => (says(rate) > says(best) ? rate : best), fitting[0] ?? { percent: 0 }).percent;
}

/** A percent has at most three decimals, so it is taken as thousandths of one: no float touches the amount. */
const PARTS_OF_PERCENT = 1_000;
const WHOLE = BigInt(100 * PARTS_OF_PERCENT);

function taxOn(taxable: number, percent: number, prices: Charges['tax']['prices']): number {
  const parts = BigInt(Math.round(percent * PARTS_OF_PERCENT));
  return roundHalfUp(BigInt(taxable) * parts, prices === 'exclusive' ? WHOLE : WHOLE + parts);
}

/** The tariff for a delivery; undefined where it costs nothing. */
export function tariffFor({ tariffs }: Charges['shipping'], delivery: DeliveryChoice | undefined): Tariff | undefined {
  if (delivery?.method === 'pickup') return undefined;
  const region = delivery?.address?.region;
  const own = tariffs.find((one) => one.region !== undefined && one.region === region);
  return own ?? tariffs.find((one) => one.region === undefined);
}

function feeFor(tariff: Tariff | undefined, goods: number): number {
  const { fee, freeFrom = Infinity } = tariff ?? { fee: 0 };
  return goods >= freeFrom ? 0 : fee;
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** An amount under the name that it has in this shop, where there is any. */
const given = (name: 'shipping' | 'tax' | 'taxIncluded', amount: number): Partial<Record<typeof name, number>> =>
  amount > 0 ? { [name]: amount } : {};

/**
 * The cart with its shipping fee, split over the lines by what their goods cost (largest remainder), and with the tax of each
 * line on goods and shipping together, rounded once a line (half up). Totals are sums of the lines. `isFree`: a promotion takes
 * the fee away.
 */
export function charged(
  lines: readonly Categorised[],
  { tax: { prices, rates }, shipping: { tariffs } }: Charges,
  delivery: DeliveryChoice | undefined,
  isFree = false,
): Charged {
  const nets = lines.map(({ net }) => net);
  const shipping = isFree ? 0 : feeFor(tariffFor({ tariffs }, delivery), sum(nets));
  const shares = splitByLargestRemainder(shipping, nets);
  const taxes = lines.map(({ category, net }, at) => {
    const percent = rateOf(rates, category, delivery?.address?.region);
    return percent === 0 ? 0 : taxOn(net + (shares[at] ?? 0), percent, prices);
  });
  const name = prices === 'exclusive' ? 'tax' : 'taxIncluded';
  return {
    lines: lines.map(({ category: _category, ...line }, at) => ({
      ...line,
      ...given('shipping', shares[at] ?? 0),
      ...given(name, taxes[at] ?? 0),
    })),
    shipping,
    tax: prices === 'exclusive' ? sum(taxes) : 0,
    ...(prices === 'inclusive' ? given(name, sum(taxes)) : {}),
  };
}
