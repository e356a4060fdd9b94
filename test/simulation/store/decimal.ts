import { invalid } from './refusal.ts';

/** DynamoDB's numbers: up to 38 significant digits, magnitudes from 1e-130 to just below 1e126, kept exactly. */
interface Decimal {
  /** All significant digits, signed. */
  digits: bigint;
  /** The value is `digits` x 10 ** `exponent`. */
  exponent: number;
}

const MOST_DIGITS = 38;
const PLAIN_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

const isPlain = (text: string): boolean => text.length <= 16 && PLAIN_INTEGER.test(text);

function stripped(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return { digits, exponent: 0 };
  const text = digits.toString();
  const bare = text.replace(/0+$/, '');
  return { digits: BigInt(bare), exponent: exponent + text.length - bare.length };
}

function parsed(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (whole + fraction === '')
    throw invalid(`The parameter cannot be converted to a numeric value${text ? `: ${text}` : ''}`);
  const digits = BigInt(whole + fraction);
  return stripped(sign === '-' ? -digits : digits, Number(exponent) - fraction.length);
}

const lengthOf = (digits: bigint): number => (digits < 0n ? -digits : digits).toString().length;

/** The decimal exponent of the first digit: 0 for 1 to 9.99. */
const magnitudeOf = ({ digits, exponent }: Decimal): number => lengthOf(digits) - 1 + exponent;

function checked(value: Decimal): Decimal {
  if (value.digits === 0n) return value;
  if (lengthOf(value.digits) > MOST_DIGITS)
    throw invalid('Attempting to store more than 38 significant digits in a Number');
  const magnitude = magnitudeOf(value);
  if (magnitude > 125)
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (magnitude < -130)
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  return value;
}

function written({ digits, exponent }: Decimal): string {
  if (exponent >= 0) return `${digits}${digits === 0n ? '' : '0'.repeat(exponent)}`;
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(1 - exponent, '0');
  return `${sign}${text.slice(0, exponent)}.${text.slice(exponent)}`;
}

/** The one way a number is written when it is stored. Throws a refusal for what is no number or too long. */
export function canonicalNumber(text: string): string {
  return isPlain(text) ? text : written(checked(parsed(text)));
}

const aligned = (a: Decimal, b: Decimal): { a: bigint; b: bigint; exponent: number } => {
  const exponent = Math.min(a.exponent, b.exponent);
  const at = (value: Decimal) => value.digits * 10n ** BigInt(value.exponent - exponent);
  return { a: at(a), b: at(b), exponent };
};

/** Negative, zero or positive, as of `a - b`; both canonical. */
export function compareNumbers(a: string, b: string): number {
  if (isPlain(a) && isPlain(b)) return Number(a) - Number(b);
  const both = aligned(parsed(a), parsed(b));
  if (both.a === both.b) return 0;
  return both.a < both.b ? -1 : 1;
}

function summed(a: string, b: string, sign: 1n | -1n): string {
  const both = aligned(parsed(a), parsed(b));
  return written(checked(stripped(both.a + sign * both.b, both.exponent)));
}

const isSmall = (text: string): boolean => text.length <= 15 && isPlain(text);

/** The exact sum. Throws a refusal when it does not fit. */
export function addNumbers(a: string, b: string): string {
  return isSmall(a) && isSmall(b) ? String(Number(a) + Number(b)) : summed(a, b, 1n);
}

/** The exact difference. Throws a refusal when it does not fit. */
export function subtractNumbers(a: string, b: string): string {
  return isSmall(a) && isSmall(b) ? String(Number(a) - Number(b)) : summed(a, b, -1n);
}

const nines = (text: string): string => text.replace(/\d/g, (digit) => String(9 - Number(digit)));

/** A text that sorts as the number does. */
export function rankOfNumber(text: string): string {
  const value = parsed(text);
  if (value.digits === 0n) return '1';
  const size = String(magnitudeOf(value) + 200).padStart(3, '0');
  const digits = (value.digits < 0n ? -value.digits : value.digits).toString().padEnd(MOST_DIGITS, '0');
  return value.digits < 0n ? `0${nines(size + digits)}` : `2${size}${digits}`;
}
