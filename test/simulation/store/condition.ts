import { beginsWith, containsValue, isSame, ordered, sizeOf } from './compare.ts';
import type { Comparator, Condition, Operand } from './condition-syntax.ts';
import { invalid } from './refusal.ts';
import type { Terms } from './terms.ts';
import { type AttributeValue, type Item, typeOf } from './values.ts';

const SIGNS: Record<Exclude<Comparator, '=' | '<>'>, (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};
const TYPE_NAMES = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);
const ORDERED = new Set(['S', 'N', 'B']);

function operandValue(operand: Operand, item: Item | undefined, terms: Terms): AttributeValue | undefined {
  if (operand.kind === 'value') return terms.value(operand.name);
  const found = terms.at(item, operand.path);
  if (operand.kind === 'path' || found === undefined) return found;
  const size = sizeOf(found);
  return size === undefined ? undefined : { N: String(size) };
}

type Value = AttributeValue | undefined;

function compares(by: Comparator, left: Value, right: Value): boolean {
  if (by === '<>') return left === undefined || right === undefined ? left !== right : !isSame(left, right);
  if (left === undefined || right === undefined) return false;
  if (by === '=') return isSame(left, right);
  const order = ordered(left, right);
  return order !== undefined && SIGNS[by](order);
}

type Of<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

function between(condition: Of<'between'>, item: Item | undefined, terms: Terms): boolean {
  const [of, from, to] = [condition.of, condition.from, condition.to].map((each) => operandValue(each, item, terms));
  return compares('>=', of, from) && compares('<=', of, to);
}

function within(condition: Of<'in'>, item: Item | undefined, terms: Terms): boolean {
  const of = operandValue(condition.of, item, terms);
  return condition.among.some((each) => compares('=', of, operandValue(each, item, terms)));
}

function matches(condition: Of<'begins' | 'contains'>, item: Item | undefined, terms: Terms): boolean {
  const of = operandValue(condition.of, item, terms);
  const other = operandValue(condition.with, item, terms);
  if (of === undefined || other === undefined) return false;
  return condition.kind === 'begins' ? beginsWith(of, other) : containsValue(of, other);
}

/** Whether an item, or nothing, fulfils a condition. */
export function holds(condition: Condition, item: Item | undefined, terms: Terms): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item, terms) && holds(condition.right, item, terms);
    case 'or':
      return holds(condition.left, item, terms) || holds(condition.right, item, terms);
    case 'not':
      return !holds(condition.of, item, terms);
    case 'compare':
      return compares(
        condition.by,
        operandValue(condition.left, item, terms),
        operandValue(condition.right, item, terms),
      );
    case 'between':
      return between(condition, item, terms);
    case 'in':
      return within(condition, item, terms);
    case 'exists':
      return (terms.at(item, condition.path) !== undefined) === condition.wanted;
    case 'type': {
      const found = terms.at(item, condition.path);
      return found !== undefined && typeOf(found) === terms.value(condition.name).S;
    }
    default:
      return matches(condition, item, terms);
  }
}

const literal = (operand: Operand, terms: Terms): AttributeValue | undefined =>
  operand.kind === 'value' ? terms.value(operand.name) : undefined;

function refuseType(where: string, value: AttributeValue): never {
  throw invalid(
    `Invalid expression: Incorrect operand type for operator or function; operator or function: ${where}, operand type: ${typeOf(value)}`,
  );
}

function checkOrdered(where: string, operands: Operand[], terms: Terms): void {
  for (const operand of operands) {
    const value = literal(operand, terms);
    if (value !== undefined && !ORDERED.has(typeOf(value))) refuseType(where, value);
  }
}

function checkBetween({ of, from, to }: Of<'between'>, terms: Terms): void {
  checkOrdered('BETWEEN', [of, from, to], terms);
  const [low, high] = [literal(from, terms), literal(to, terms)];
  if (low === undefined || high === undefined) return;
  const order = ordered(low, high);
  if (order === undefined || order > 0)
    throw invalid(
      'Invalid expression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound',
    );
}

function checkType(condition: Of<'type'>, terms: Terms): void {
  const value = terms.value(condition.name);
  if (value.S === undefined) refuseType('attribute_type', value);
  if (!TYPE_NAMES.has(value.S))
    throw invalid(`Invalid expression: Invalid attribute type name found; type: ${value.S}`);
}

function checkBegins(condition: Of<'begins' | 'contains'>, terms: Terms): void {
  if (condition.kind === 'contains') return;
  for (const operand of [condition.of, condition.with]) {
    const value = literal(operand, terms);
    if (value !== undefined && value.S === undefined && value.B === undefined) refuseType('begins_with', value);
  }
}

/** Refuses a condition whose literal operands could never fit their operator, whatever the item. */
export function checkCondition(condition: Condition, terms: Terms): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      checkCondition(condition.left, terms);
      checkCondition(condition.right, terms);
      break;
    case 'not':
      checkCondition(condition.of, terms);
      break;
    case 'compare':
      if (condition.by !== '=' && condition.by !== '<>')
        checkOrdered(condition.by, [condition.left, condition.right], terms);
      break;
    case 'between':
      checkBetween(condition, terms);
      break;
    case 'type':
      checkType(condition, terms);
      break;
    case 'begins':
    case 'contains':
      checkBegins(condition, terms);
      break;
    default:
  }
}
