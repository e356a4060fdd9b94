import { invalid } from './refusal.ts';
import { type AttributeValue, type Item, type TypeName, typeOf } from './values.ts';

const MOST_BYTES = 400 * 1024;

const bytesOf = (value: string): number => Buffer.byteLength(value);
const numberBytes = (number: string): number => Math.ceil(number.replace(/[-.]|^0+|0+$/g, '').length / 2) + 1;
const base64Bytes = (value: string): number => Buffer.from(value, 'base64').length;
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

const SIZES: Record<TypeName, (value: AttributeValue) => number> = {
  S: (value) => bytesOf(value.S ?? ''),
  N: (value) => numberBytes(value.N ?? ''),
  B: (value) => base64Bytes(value.B ?? ''),
  BOOL: () => 1,
  NULL: () => 1,
  SS: (value) => sum((value.SS ?? []).map(bytesOf)),
  NS: (value) => sum((value.NS ?? []).map(numberBytes)),
  BS: (value) => sum((value.BS ?? []).map(base64Bytes)),
  L: (value) => 3 + sum((value.L ?? []).map((entry) => 1 + sizeOfValue(entry))),
  M: (value) => 3 + sum(Object.entries(value.M ?? {}).map(([name, entry]) => 1 + bytesOf(name) + sizeOfValue(entry))),
};

const sizeOfValue = (value: AttributeValue): number => SIZES[typeOf(value)](value);

/** An item's size as DynamoDB counts it: what write units and the 400 KB limit are measured in. */
export function itemSize(item: Item): number {
  return sum(Object.entries(item).map(([name, value]) => bytesOf(name) + sizeOfValue(value)));
}

const roughSizeOf = (value: AttributeValue): number => {
  if (value.S !== undefined) return value.S.length * 3;
  if (value.M !== undefined) return roughSize(value.M);
  const many = value.L ?? value.SS ?? value.NS ?? value.BS;
  if (many === undefined) return 24 + (value.B?.length ?? 0);
  let bytes = 3;
  for (const entry of many) bytes += 4 + (typeof entry === 'string' ? entry.length * 3 + 21 : roughSizeOf(entry));
  return bytes;
};

/** A quick guess at an item's size that is never too low. */
function roughSize(item: Item): number {
  let bytes = 3;
  for (const name in item) bytes += 4 + name.length * 3 + roughSizeOf(item[name] as AttributeValue);
  return bytes;
}

/** Refuses an item that is too large. */
export function checkSize(item: Item, message: string): void {
  if (roughSize(item) > MOST_BYTES && itemSize(item) > MOST_BYTES) throw invalid(message);
}
