import { compareNumbers } from './decimal.ts';
import { type AttributeValue, type Item, typeOf } from './values.ts';

const beyond = /[\ud800-\uffff]/;
const order = (unit: number): number => {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
};

/** A text whose order by code unit, JavaScript's own, is the order of the UTF-8 bytes of `text`, DynamoDB's. */
export function rankOfText(text: string): string {
  if (!beyond.test(text)) return text;
  return String.fromCharCode(...Array.from({ length: text.length }, (_, index) => order(text.charCodeAt(index))));
}

const bytes = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1');

const byCodeUnit = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** Negative, zero or positive; undefined where the two have no order (other types, or types without one). */
export function ordered(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.N !== undefined && b.N !== undefined) return compareNumbers(a.N, b.N);
  if (a.S !== undefined && b.S !== undefined) return byCodeUnit(rankOfText(a.S), rankOfText(b.S));
  if (a.B !== undefined && b.B !== undefined) return byCodeUnit(bytes(a.B), bytes(b.B));
  return undefined;
}

const sameList = (a: readonly AttributeValue[], b: readonly AttributeValue[]): boolean =>
  a.length === b.length && a.every((entry, index) => isSame(entry, b[index] as AttributeValue));

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry, index) => entry === b[index]);

/** Whether two items, or two maps within items, are equal. */
export function isSameItem(a: Item, b: Item): boolean {
  if (a === b) return true;
  let names = 0;
  for (const name in a) {
    const other = b[name];
    if (other === undefined || !isSame(a[name] as AttributeValue, other)) return false;
    names += 1;
  }
  for (const _ in b) names -= 1;
  return names === 0;
}

/** Whether two checked values are equal: same type, same content. */
export function isSame(a: AttributeValue, b: AttributeValue): boolean {
  if (a === b) return true;
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (type === 'M') return isSameItem(a.M ?? {}, b.M ?? {});
  if (type === 'L') return sameList(a.L ?? [], b.L ?? []);
  if (type === 'SS' || type === 'NS' || type === 'BS') return sameSet(a[type] ?? [], b[type] ?? []);
  return a[type] === b[type];
}

/** What `contains(whole, part)` answers. */
export function containsValue(whole: AttributeValue, part: AttributeValue): boolean {
  if (whole.L !== undefined) return whole.L.some((entry) => isSame(entry, part));
  if (whole.S !== undefined) return part.S !== undefined && whole.S.includes(part.S);
  if (whole.SS !== undefined) return part.S !== undefined && whole.SS.includes(part.S);
  if (whole.NS !== undefined) return part.N !== undefined && whole.NS.includes(part.N);
  if (whole.B !== undefined) return part.B !== undefined && bytes(whole.B).includes(bytes(part.B));
  return whole.BS !== undefined && part.B !== undefined && whole.BS.includes(part.B);
}

/** What `begins_with(whole, start)` answers. */
export function beginsWith(whole: AttributeValue, start: AttributeValue): boolean {
  if (whole.S !== undefined) return start.S !== undefined && whole.S.startsWith(start.S);
  return whole.B !== undefined && start.B !== undefined && bytes(whole.B).startsWith(bytes(start.B));
}

/** What `size(value)` answers; undefined for types without a size. */
export function sizeOf(value: AttributeValue): number | undefined {
  if (value.S !== undefined) return value.S.length; // UTF-16 units, as the engines have it.
  if (value.B !== undefined) return bytes(value.B).length;
  if (value.M !== undefined) return Object.keys(value.M).length;
  return (value.L ?? value.SS ?? value.NS ?? value.BS)?.length;
}
