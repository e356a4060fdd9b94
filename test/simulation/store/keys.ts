import { rankOfText } from './compare.ts';
import { rankOfNumber } from './decimal.ts';
import { invalid } from './refusal.ts';
import type { IndexSpec, KeyAttribute, KeySpec, TableSpec } from './spec.ts';
import type { Parsed } from './syntax.ts';
import type { Terms } from './terms.ts';
import { type AttributeValue, checkedValues, type Item } from './values.ts';

/** Where an item stands: the name of its partition and what sorts it there. */
export interface Place {
  partition: string;
  sort: string;
}

const MOST_BYTES = { partition: 2048, sort: 1024 };

/** A text that sorts as key values do. */
export function rankOf(value: AttributeValue): string {
  if (value.S !== undefined) return rankOfText(value.S);
  if (value.N !== undefined) return rankOfNumber(value.N);
  return Buffer.from(value.B ?? '', 'base64').toString('latin1');
}

const lengthOf = (value: AttributeValue): number =>
  value.B === undefined ? Buffer.byteLength(value.S ?? '') : Buffer.from(value.B, 'base64').length;

function checkContent(value: AttributeValue, { name }: KeyAttribute, most: number): void {
  if (value.S === '' || value.B === '')
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
    );
  const text = value.S ?? value.B;
  if (text !== undefined && text.length * 3 > most && lengthOf(value) > most)
    throw invalid('One or more parameter values were invalid: Size of a key has exceeded the size limit');
}

function wanted(item: Item, key: KeyAttribute, most: number): AttributeValue {
  const value = item[key.name];
  if (value === undefined)
    throw invalid(`One or more parameter values were invalid: Missing the key ${key.name} in the item`);
  if (value[key.type] === undefined)
    throw invalid(`One or more parameter values were invalid: Type mismatch for key ${key.name} expected: ${key.type}`);
  checkContent(value, key, most);
  return value;
}

/** Where a checked item stands in the table. Throws a refusal when its key is not one. */
export function placeOf(item: Item, spec: KeySpec): Place {
  const partition = rankOf(wanted(item, spec.partition, MOST_BYTES.partition));
  return { partition, sort: spec.sort ? rankOf(wanted(item, spec.sort, MOST_BYTES.sort)) : '' };
}

/** Checks the `Key` of a request. */
export function checkedKey(key: unknown, spec: KeySpec): { key: Item; place: Place } {
  const values = checkedValues(key);
  const names = Object.keys(values);
  const parts = spec.sort ? [spec.partition, spec.sort] : [spec.partition];
  if (names.length !== parts.length || !parts.every(({ name, type }) => values[name]?.[type] !== undefined))
    throw invalid('The provided key element does not match the schema');
  return { key: values, place: placeOf(values, spec) };
}

/** Where an item stands in an index; undefined when it is not shown there. */
export function placeInIndex(item: Item, index: IndexSpec): Place | undefined {
  const partition = item[index.partition.name];
  const sort = index.sort && item[index.sort.name];
  if (partition === undefined || (index.sort && sort === undefined)) return undefined;
  return { partition: rankOf(partition), sort: sort ? rankOf(sort) : '' };
}

/** The parts of a table's indexes that an item has a value for. */
function* indexParts(item: Item, spec: TableSpec) {
  for (const index of spec.indexes)
    for (const [part, key] of [
      ['partition', index.partition],
      ['sort', index.sort],
    ] as const) {
      const value = key && item[key.name];
      if (key && value !== undefined) yield { index, key, value, most: MOST_BYTES[part] };
    }
}

/** Refuses an item with an empty or too large attribute where an index takes its key from. */
export function checkIndexKeys(item: Item, spec: TableSpec): void {
  for (const { key, value, most } of indexParts(item, spec))
    if (value[key.type] !== undefined) checkContent(value, key, most);
}

/** Refuses an item with an attribute of another type than an index takes its key from. */
export function checkIndexTypes(item: Item, spec: TableSpec): void {
  for (const { index, key, value } of indexParts(item, spec))
    if (value[key.type] === undefined)
      throw invalid(
        `One or more parameter values were invalid: Type mismatch for Index Key ${key.name} Expected: ${key.type} IndexName: ${index.name}`,
      );
}

/** The key attributes of an item: those of the table, and of an index where one is given. */
export function keyOf(item: Item, ...specs: KeySpec[]): Item {
  const key: Item = {};
  for (const spec of specs)
    for (const part of [spec.partition, spec.sort]) {
      const value = part && item[part.name];
      if (part && value) key[part.name] = value;
    }
  return key;
}

/** Refuses expressions that lead into a key attribute of the table or of one of its indexes. */
export function checkScalarKeys(spec: TableSpec, parsed: readonly (Parsed<unknown> | undefined)[], terms: Terms): void {
  for (const { nested } of parsed.filter((each) => each !== undefined))
    for (const [first] of nested) {
      const name = terms.name(first as string);
      const isKey = [spec, ...spec.indexes].some(
        ({ partition, sort }) => partition.name === name || sort?.name === name,
      );
      if (isKey)
        throw invalid(
          `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${name}`,
        );
    }
}
