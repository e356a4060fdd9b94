import type { DaySales } from '../shop-sales.ts';
import type { Row } from './read.ts';

/** Amounts of the file have two decimals; a third stands where a float was written out. */
const THOUSANDTHS = 1_000n;

/** An amount in minor units, apart from how the import reads it: as thousandths, rounded half up. */
function units(text = ''): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  const fine = BigInt(whole || '0') * THOUSANDTHS + BigInt(fraction.padEnd(3, '0').slice(0, 3));
  return (fine + 5n) / 10n;
}

const least = (a: bigint, b: bigint) => (a < b ? a : b);

/**
 * What the shop must show for each day, reckoned apart from the import: on the shelf, and what was given. A coupon gives no
 * more than its line costs.
 */
export function expectedSales(rows: readonly Row[]): Map<string, DaySales> {
  const days = new Map<string, DaySales>();
  for (const row of rows) {
    if (Number(row.quantity) <= 0) continue;
    const day = (row.transaction_timestamp ?? '').slice(0, 10);
    const { gross, refunds, discounts = 0n } = days.get(day) ?? { gross: 0n, refunds: 0n };
    const sales = units(row.sales_value);
    const own = units(row.retail_disc) + units(row.coupon_match_disc);
    const given = own + least(units(row.coupon_disc), sales);
    days.set(day, { gross: gross + sales + own, refunds, discounts: discounts + given });
  }
  return days;
}
