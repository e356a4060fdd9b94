import { cidrMatcher, wildcardMatcher } from './text-patterns.ts';
import { Unsupported } from './unsupported.ts';

/** Tests one leaf of an event; an absent leaf is `undefined`. */
type LeafTest = (leaf: unknown) => boolean;
type Operator = (operand: unknown, where: string) => LeafTest;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isLiteral = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const refuse = (kind: string, value: unknown, where: string): Unsupported =>
  new Unsupported(kind, JSON.stringify(value) ?? String(value), where);

/** Compiles one alternative of a pattern's leaf array: a literal or `{ operator: operand }`. Throws {@link Unsupported}. */
export function leafMatcher(alternative: unknown, where: string): LeafTest {
  if (isLiteral(alternative)) return (leaf) => leaf === alternative;
  const [name, operand] = onlyEntry(alternative, where);
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (operator === undefined) throw new Unsupported('event pattern operator', name, where);
  return operator(operand, where);
}

function onlyEntry(value: unknown, where: string): [string, unknown] {
  const entries = isRecord(value) ? Object.entries(value) : [];
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) throw refuse('event pattern value', value, where);
  return entry;
}

/** An operator on the text of a string leaf: no other leaf ever matches it. */
const onText = (compile: (text: string, where: string) => (leaf: string) => boolean): Operator => {
  return (operand, where) => {
    if (typeof operand !== 'string') throw refuse('event pattern value', operand, where);
    const test = compile(operand, where);
    return (leaf) => typeof leaf === 'string' && test(leaf);
  };
};

/** `prefix` and `suffix` also come as `{ "prefix": { "equals-ignore-case": "text" } }`. */
const onTextOrFolded = (compare: (leaf: string, text: string) => boolean): Operator => {
  const exact = onText((text) => (leaf) => compare(leaf, text));
  const folded = onText((text) => (leaf) => compare(leaf.toLowerCase(), text.toLowerCase()));
  return (operand, where) => {
    if (!isRecord(operand)) return exact(operand, where);
    const [name, text] = onlyEntry(operand, where);
    if (name !== 'equals-ignore-case') throw new Unsupported('event pattern operator', name, where);
    return folded(text, where);
  };
};

const prefix = onTextOrFolded((leaf, text) => leaf.startsWith(text));
const suffix = onTextOrFolded((leaf, text) => leaf.endsWith(text));
const equalsIgnoreCase = onText((text) => (leaf) => leaf.toLowerCase() === text.toLowerCase());

const wildcard = onText((text, where) => {
  const test = wildcardMatcher(text);
  if (test === undefined) throw refuse('event pattern wildcard', text, where);
  return test;
});

const cidr = onText((text, where) => {
  const test = cidrMatcher(text);
  if (test === undefined) throw refuse('event pattern cidr', text, where);
  return test;
});

const exists: Operator = (operand, where) => {
  if (typeof operand !== 'boolean') throw refuse('event pattern value', operand, where);
  return (leaf) => (leaf !== undefined) === operand;
};

const COMPARISONS: Record<string, (left: number, right: number) => boolean> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** EventBridge refuses larger bounds. */
const NUMERIC_LIMIT = 5e9;

const numeric: Operator = (operand, where) => {
  if (!Array.isArray(operand) || ![2, 4].includes(operand.length))
    throw refuse('event pattern numeric', operand, where);
  const bounds = [operand.slice(0, 2), operand.slice(2)].filter((bound) => bound.length > 0);
  const tests = bounds.map(([sign, limit]) => {
    const compare = typeof sign === 'string' && Object.hasOwn(COMPARISONS, sign) ? COMPARISONS[sign] : undefined;
    const sound = typeof limit === 'number' && Math.abs(limit) <= NUMERIC_LIMIT;
    if (compare === undefined || !sound) throw refuse('event pattern numeric', operand, where);
    return (leaf: number) => compare(leaf, limit);
  });
  return (leaf) => typeof leaf === 'number' && tests.every((test) => test(leaf));
};

/** What `anything-but` takes besides plain values: each with one operand or a list of them. */
const NEGATED: Record<string, Operator> = {
  prefix,
  suffix,
  wildcard,
  'equals-ignore-case': equalsIgnoreCase,
};

/** Matches a leaf that is there and is none of what is named; an absent leaf never matches. */
const anythingBut: Operator = (operand, where) => {
  const refused = isRecord(operand) ? negatedTests(operand, where) : literalTests(operand, where);
  return (leaf) => leaf !== undefined && !refused.some((test) => test(leaf));
};

function negatedTests(operand: Record<string, unknown>, where: string): LeafTest[] {
  const [name, inner] = onlyEntry(operand, where);
  const operator = Object.hasOwn(NEGATED, name) ? NEGATED[name] : undefined;
  if (operator === undefined) throw new Unsupported('event pattern operator', `anything-but ${name}`, where);
  return listOf(inner, where).map((text) => operator(text, where));
}

/** EventBridge takes strings or numbers, not both in one list. */
function literalTests(operand: unknown, where: string): LeafTest[] {
  const values = listOf(operand, where);
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size > 1 || !(kinds.has('string') || kinds.has('number')))
    throw refuse('event pattern value', operand, where);
  return values.map((value) => (leaf) => leaf === value);
}

function listOf(operand: unknown, where: string): unknown[] {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0) throw refuse('event pattern value', operand, where);
  return list;
}

const OPERATORS: Record<string, Operator> = {
  prefix,
  suffix,
  'equals-ignore-case': equalsIgnoreCase,
  'anything-but': anythingBut,
  numeric,
  exists,
  wildcard,
  cidr,
};
