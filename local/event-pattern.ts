import { leafMatcher } from './event-pattern-operators.ts';
import { Unsupported } from './unsupported.ts';

type Test = (value: unknown) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compiles an EventBridge event pattern. The returned test tells whether an event matches; `where` names the rule in errors.
 *
 * Array fields of the event match when any element does, and all fields of one sub-pattern must match in the SAME
 * element. `exists` looks at leaves only: an object or an empty array at the place counts as absent, as on AWS.
 * One known difference: `exists: false` as the only test inside an array of objects holds here when ANY element lacks
 * the field, on AWS when all do.
 * Throws {@link Unsupported} for an operator or a shape that EventBridge would refuse or that is not known here.
 */
export function compilePattern(pattern: unknown, where: string): (event: unknown) => boolean {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) throw malformed(pattern, where);
  return nodeMatcher(pattern, where);
}

/**
 * Compiles the `Pattern` strings of an event source mapping's FilterCriteria: a record passes when any of them matches,
 * and every record passes an empty list. Throws {@link Unsupported} as {@link compilePattern} does, and for text that is not JSON.
 */
export function compileFilters(patterns: string[], where: string): (record: unknown) => boolean {
  if (patterns.length === 0) return () => true;
  const tests = patterns.map((pattern) => compilePattern(parsed(pattern, where), where));
  return (record) => tests.some((test) => test(record));
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(text, where);
  }
}

const malformed = (part: unknown, where: string): Unsupported =>
  new Unsupported('event pattern shape', JSON.stringify(part) ?? String(part), where);

function nodeMatcher(pattern: Record<string, unknown>, where: string): Test {
  const tests = Object.entries(pattern).map(([key, value]) =>
    key === '$or' ? orMatcher(value, where) : fieldMatcher(key, value, `${where}, ${key}`),
  );
  const here: Test = (value) => tests.every((test) => test(value));
  return (value) => (Array.isArray(value) ? elementsOf(value).some(here) : here(value));
}

function orMatcher(alternatives: unknown, where: string): Test {
  if (!Array.isArray(alternatives) || alternatives.length < 2) throw malformed({ $or: alternatives }, where);
  const tests = alternatives.map((alternative) => compilePattern(alternative, where));
  return (value) => tests.some((test) => test(value));
}

function fieldMatcher(key: string, value: unknown, where: string): Test {
  const test = valueMatcher(value, where);
  return (parent) => test(isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined);
}

function valueMatcher(value: unknown, where: string): Test {
  if (Array.isArray(value) && value.length > 0) return leavesMatcher(value, where);
  if (isObject(value) && Object.keys(value).length > 0) return nodeMatcher(value, where);
  throw malformed(value, where);
}

function leavesMatcher(alternatives: unknown[], where: string): Test {
  const tests = alternatives.map((alternative) => leafMatcher(alternative, where));
  const leaf: Test = (value) => tests.some((test) => test(value));
  return (value) => {
    if (!Array.isArray(value)) return leaf(isObject(value) ? undefined : value);
    return elementsOf(value.flat(Infinity).filter((element) => !isObject(element))).some(leaf);
  };
}

/** An empty array holds nothing, which is what an absent field holds. */
function elementsOf(array: unknown[]): unknown[] {
  const elements = array.flat(Infinity);
  return elements.length === 0 ? [undefined] : elements;
}
