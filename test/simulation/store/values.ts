import { canonicalNumber, compareNumbers } from './decimal.ts';
import { invalid, malformed } from './refusal.ts';

/** An attribute's value as on the wire. Never changed in place. */
export interface AttributeValue {
  S?: string;
  N?: string;
  /** Base64. */
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
}

/** An item, or part of one. Never changed in place: whoever holds one may keep it. */
export type Item = Record<string, AttributeValue>;

/** The name of a value's type. */
export type TypeName = keyof AttributeValue;

const DEEPEST = 32;
const TYPES = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);

/** The type of a checked value. */
export function typeOf(value: AttributeValue): TypeName {
  for (const type in value) return type as TypeName;
  return 'NULL';
}

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw malformed('a text was expected');
  return value;
};

const binary = (value: unknown): string => {
  const base64 = text(value);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0)
    throw malformed('Invalid Base64 in a binary value');
  return base64;
};

function checkedSet(kind: string, value: unknown, check: (entry: unknown) => string): string[] {
  if (!Array.isArray(value)) throw malformed(`${kind} is a list`);
  const entries = value.map(check);
  const distinct = new Set(entries);
  if (entries.length === 0) throw invalid('One or more parameter values were invalid: An set may not be empty');
  if (distinct.size < entries.length)
    throw invalid('One or more parameter values were invalid: Input collection contains duplicates.');
  return [...distinct].sort();
}

function checkedList(value: unknown, depth: number): AttributeValue[] {
  if (!Array.isArray(value)) throw malformed('L is a list');
  let changed: AttributeValue[] | undefined;
  for (let index = 0; index < value.length; index += 1) {
    const entry = checkedValue(value[index], depth + 1);
    if (entry === value[index]) continue;
    changed ??= [...value];
    changed[index] = entry;
  }
  return changed ?? value;
}

function checkedMap(value: unknown, depth: number): Item {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw malformed('a map was expected');
  const map = value as Item;
  let changed: Item | undefined;
  for (const name in map) {
    const entry = checkedValue(map[name], depth + 1);
    if (entry === map[name]) continue;
    changed ??= { ...map };
    changed[name] = entry;
  }
  return changed ?? map;
}

function checkedScalar(type: string, value: unknown): AttributeValue | undefined {
  switch (type) {
    case 'S':
      text(value);
      return undefined;
    case 'N': {
      const number = canonicalNumber(text(value));
      return number === value ? undefined : { N: number };
    }
    case 'B':
      binary(value);
      return undefined;
    case 'BOOL':
      if (typeof value !== 'boolean') throw malformed('BOOL is true or false');
      return undefined;
    default:
      if (value !== true)
        throw invalid(
          'One or more parameter values were invalid: Null attribute value types must have the value of true',
        );
      return undefined;
  }
}

function checkedMany(type: string, value: unknown): AttributeValue {
  if (type === 'NS') {
    const sorted = checkedSet(type, value, (entry) => canonicalNumber(text(entry))).sort(compareNumbers);
    return { NS: sorted };
  }
  const set = checkedSet(type, value, type === 'SS' ? text : binary);
  return type === 'SS' ? { SS: set } : { BS: set };
}

function typeNamed(value: unknown): string {
  if (value === null || typeof value !== 'object') throw malformed('an attribute value was expected');
  const types = Object.keys(value);
  const [type = ''] = types;
  if (types.length !== 1 || !TYPES.has(type))
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  return type;
}

function checkedValue(value: unknown, depth: number): AttributeValue {
  if (depth > DEEPEST) throw invalid('Nesting Levels have exceeded supported limits');
  const type = typeNamed(value);
  const given = value as AttributeValue;
  if (type === 'M') {
    const map = checkedMap(given.M, depth);
    return map === given.M ? given : { M: map };
  }
  if (type === 'L') {
    const list = checkedList(given.L, depth);
    return list === given.L ? given : { L: list };
  }
  const content = given[type as TypeName];
  if (type === 'SS' || type === 'NS' || type === 'BS') return checkedMany(type, content);
  return checkedScalar(type, content) ?? given;
}

/** Checks values from outside and writes their numbers and sets in the one way they are stored. */
export function checkedValues(values: unknown): Item {
  return checkedMap(values, -1);
}
