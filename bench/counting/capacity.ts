/** An attribute as DynamoDB's JSON spells it, of the kinds that our tables hold. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { L: AttributeValue[] }
  | { M: Item }
  | { SS: string[] };

/** An item as DynamoDB's JSON spells it. */
export interface Item {
  [attribute: string]: AttributeValue;
}

const bytesOf = (text: string): number => Buffer.byteLength(text);

const sum = (sizes: number[]): number => sizes.reduce((total, size) => total + size, 0);

// "About one byte for two significant digits, and one more": zeros before and after do not count.
const numberBytes = (number: string): number => {
  const digits = number
    .replace(/^-/, '')
    .replace(/e.*$/i, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
};

const valueBytes = (value: AttributeValue): number => {
  if ('S' in value) return bytesOf(value.S);
  if ('N' in value) return numberBytes(value.N);
  if ('B' in value) return Buffer.from(value.B, 'base64').length;
  if ('SS' in value) return sum(value.SS.map(bytesOf));
  // A list or map costs three bytes, and one for each member, beside what is in it.
  if ('L' in value) return 3 + sum(value.L.map((member) => 1 + valueBytes(member)));
  if ('M' in value) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  return 1;
};

/** The size that DynamoDB charges an item by: names and values, as its developer guide describes it. */
export function itemBytes(item: Item): number {
  return sum(Object.entries(item).map(([name, value]) => bytesOf(name) + valueBytes(value)));
}

/** Units to write an item of so many bytes (of an update: the larger of before and after); twice in a transaction. */
export function writeUnits(bytes: number, inTransaction = false): number {
  return Math.max(1, Math.ceil(bytes / 1024)) * (inTransaction ? 2 : 1);
}

/** How a read is made. */
export type Consistency = 'eventual' | 'strong' | 'transactional';

const readFactor: Record<Consistency, number> = { eventual: 0.5, strong: 1, transactional: 2 };

/** Units to read an item of so many bytes; one that is not there costs as much as a small one. */
export function readUnits(bytes: number, consistency: Consistency): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * readFactor[consistency];
}
