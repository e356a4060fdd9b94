import { addNumbers, compareNumbers, subtractNumbers } from './decimal.ts';
import { invalid } from './refusal.ts';
import type { Path } from './syntax.ts';
import type { Terms } from './terms.ts';
import type { Source, Step } from './update-syntax.ts';
import { type AttributeValue, type Item, typeOf } from './values.ts';

const wrongType = () => invalid('An operand in the update expression has an incorrect data type');
const wrongPath = () => invalid('The document path provided in the update expression is invalid for update');
const SETS = ['SS', 'NS', 'BS'] as const;

type SetType = (typeof SETS)[number];
const setTypeOf = (value: AttributeValue): SetType | undefined => SETS.find((type) => value[type] !== undefined);

function sourceValue(source: Source, item: Item | undefined, terms: Terms): AttributeValue {
  switch (source.kind) {
    case 'value':
      return terms.value(source.name);
    case 'path': {
      const found = terms.at(item, source.path);
      if (found === undefined)
        throw invalid('The provided expression refers to an attribute that does not exist in the item');
      return found;
    }
    case 'ifNotExists':
      return terms.at(item, source.path) ?? sourceValue(source.otherwise, item, terms);
    default: {
      const [first, second] = [sourceValue(source.first, item, terms), sourceValue(source.second, item, terms)];
      if (!first.L || !second.L) throw wrongType();
      return { L: [...first.L, ...second.L] };
    }
  }
}

function setValue(step: Extract<Step, { kind: 'set' }>, item: Item | undefined, terms: Terms): AttributeValue {
  const first = sourceValue(step.source, item, terms);
  if (!step.sign || !step.other) return first;
  const second = sourceValue(step.other, item, terms);
  if (first.N === undefined || second.N === undefined) throw wrongType();
  return { N: (step.sign === '+' ? addNumbers : subtractNumbers)(first.N, second.N) };
}

const sorted = (type: SetType, entries: Iterable<string>): AttributeValue => ({
  [type]: type === 'NS' ? [...entries].sort(compareNumbers) : [...entries].sort(),
});

function added(old: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  const type = setTypeOf(value);
  if (old === undefined) return value;
  if (value.N !== undefined) {
    if (old.N === undefined) throw wrongType();
    return { N: addNumbers(old.N, value.N) };
  }
  const before = type && old[type];
  if (!before) throw wrongType();
  return sorted(type, new Set([...before, ...(value[type] ?? [])]));
}

/** What is left of a set; undefined when nothing is, for there are no empty sets. */
function lessened(old: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined {
  if (old === undefined) return undefined;
  const type = setTypeOf(value);
  const before = type && old[type];
  if (!before) throw wrongType();
  const gone = new Set(value[type]);
  const left = before.filter((entry) => !gone.has(entry));
  return left.length === 0 ? undefined : sorted(type, left);
}

function without(value: AttributeValue, part: string | number): AttributeValue {
  // Positions count in the list as it was: what goes leaves a hole until all steps are done.
  if (typeof part === 'number') return { L: (value.L ?? []).map((entry, index) => (index === part ? GONE : entry)) };
  const { [part]: _, ...rest } = value.M ?? {};
  return { M: rest };
}

const GONE: AttributeValue = Object.freeze({});

function childOf(value: AttributeValue, part: string | number): AttributeValue | undefined {
  if (typeof part === 'number') return value.L?.[part];
  return value.M?.[part];
}

function withChild(value: AttributeValue, part: string | number, child: AttributeValue): AttributeValue {
  if (typeof part === 'string') {
    if (!value.M) throw wrongPath();
    return { M: { ...value.M, [part]: child } };
  }
  if (!value.L) throw wrongPath();
  // Beyond the end means at the end.
  return part < value.L.length ? { L: value.L.with(part, child) } : { L: [...value.L, child] };
}

/** `value` with `after` at `path`; undefined removes. */
function replaced(value: AttributeValue, path: Path, after: AttributeValue | undefined): AttributeValue {
  const [part, ...rest] = path as [string | number, ...Path];
  const child = childOf(value, part);
  if (rest.length > 0) {
    if (child === undefined) throw wrongPath();
    return withChild(value, part, replaced(child, rest, after));
  }
  if (after !== undefined) return withChild(value, part, after);
  if (!isContainer(value, part)) throw wrongPath();
  return child === undefined ? value : without(value, part);
}

const isContainer = (value: AttributeValue, part: string | number): boolean =>
  typeof part === 'number' ? value.L !== undefined : value.M !== undefined;

function withoutHoles(value: AttributeValue): AttributeValue {
  if (value.L) return { L: value.L.filter((entry) => entry !== GONE).map(withoutHoles) };
  if (value.M)
    return { M: Object.fromEntries(Object.entries(value.M).map(([name, entry]) => [name, withoutHoles(entry)])) };
  return value;
}

function result(step: Step, item: Item | undefined, terms: Terms): AttributeValue | undefined {
  if (step.kind === 'set') return setValue(step, item, terms);
  if (step.kind === 'remove') return undefined;
  const old = terms.at(item, step.path);
  const value = terms.value(step.name);
  return step.kind === 'add' ? added(old, value) : lessened(old, value);
}

/** The item after an update; every step looks at the item as it was before. */
export function updated(item: Item, steps: readonly Step[], terms: Terms): Item {
  const changes = steps.map((step) => ({ path: terms.resolved(step.path), after: result(step, item, terms) }));
  // Positions count in the list as it was: what is put beyond its end is put there in their order.
  if (changes.length > 1) changes.sort((a, b) => byPosition(a.path, b.path));
  const after: Item = { ...item };
  let holes = false;
  for (const change of changes) {
    const [name, ...rest] = change.path as [string, ...Path];
    if (rest.length > 0) {
      const child = after[name];
      holes ||= change.after === undefined;
      if (child === undefined) throw wrongPath();
      after[name] = replaced(child, rest, change.after);
    } else if (change.after !== undefined) after[name] = change.after;
    else delete after[name];
  }
  return holes ? (withoutHoles({ M: after }).M ?? after) : after;
}

/** Orders paths that part at a list position by that position, and leaves the others as they are. */
function byPosition(a: Path, b: Path): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  const [one, other] = [a[at], b[at]];
  return typeof one === 'number' && typeof other === 'number' ? one - other : 0;
}

const isPrefix = (a: Path, b: Path): boolean => a.every((part, index) => part === b[index]);

function checkApart(paths: Path[]): void {
  for (const [index, path] of paths.entries())
    for (const other of paths.slice(index + 1)) {
      const [short, long] = path.length <= other.length ? [path, other] : [other, path];
      if (isPrefix(short, long)) throw invalid('Invalid UpdateExpression: Two document paths overlap with each other;');
      const at = short.findIndex((part, place) => part !== long[place]);
      if (typeof short[at] !== typeof long[at])
        throw invalid('Invalid UpdateExpression: Two document paths conflict with each other;');
    }
}

function refuseOperand(where: string, value: AttributeValue): never {
  throw invalid(
    `Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: ${where}, operand type: ${typeOf(value)}`,
  );
}

/** Refuses literals in SET that no sum and no list could take. */
function checkSource(source: Source, terms: Terms, within?: '+' | '-' | 'list_append'): void {
  if (source.kind === 'append')
    for (const part of [source.first, source.second]) checkSource(part, terms, 'list_append');
  if (source.kind === 'ifNotExists') checkSource(source.otherwise, terms, within);
  if (source.kind !== 'value' || !within) return;
  const value = terms.value(source.name);
  if (value[within === 'list_append' ? 'L' : 'N'] === undefined) refuseOperand(within, value);
}

function checkSet(step: Extract<Step, { kind: 'set' }>, terms: Terms): void {
  checkSource(step.source, terms, step.sign);
  if (step.other) checkSource(step.other, terms, step.sign);
}

function checkOperand(step: Step, terms: Terms): void {
  if (step.kind === 'set') checkSet(step, terms);
  if (step.kind !== 'add' && step.kind !== 'delete') return;
  const value = terms.value(step.name);
  if (setTypeOf(value) === undefined && (step.kind === 'delete' || value.N === undefined))
    refuseOperand(step.kind.toUpperCase(), value);
}

/** Refuses an update that could never be carried out, whatever the item; `keys` are the table's key attributes. */
export function checkUpdate(steps: readonly Step[], terms: Terms, keys: readonly string[]): void {
  const paths = steps.map((step) => terms.resolved(step.path));
  checkApart(paths);
  for (const step of steps) checkOperand(step, terms);
  for (const [name] of paths)
    if (keys.includes(name as string))
      throw invalid(
        `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
      );
}
