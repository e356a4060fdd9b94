const DECIMAL = /^([+-]?)(\d{1,12})(?:\.(\d*))?$/;

/**
 * A decimal text as whole minor units, rounded half away from zero; `digits` is how many decimals the currency has.
 * Undefined for anything that is not a plain decimal. Works on the digits: no float ever touches the amount.
 */
export function minorUnits(text: string, digits: number): number | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const kept = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  const units = (fraction[digits] ?? '0') >= '5' ? kept + 1 : kept;
  return sign === '-' && units !== 0 ? -units : units;
}

/** How many decimals amounts of a currency are written with: 2 for GBP and CNY, 0 for JPY. */
export function currencyDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/** Minor units as people read them: `1,234.50`. */
export function readable(units: bigint, digits: number): string {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${units < 0n ? '-' : ''}${whole}${fraction}`;
}
