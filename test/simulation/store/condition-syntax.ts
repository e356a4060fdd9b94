import { invalid } from './refusal.ts';
import { type Path, parser, type Reader } from './syntax.ts';

/** What a condition compares. */
export type Operand = { kind: 'path'; path: Path } | { kind: 'value'; name: string } | { kind: 'size'; path: Path };

/** How two operands are compared. */
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A condition as understood. */
export type Condition =
  | { kind: 'and' | 'or'; left: Condition; right: Condition }
  | { kind: 'not'; of: Condition }
  | { kind: 'compare'; by: Comparator; left: Operand; right: Operand }
  | { kind: 'between'; of: Operand; from: Operand; to: Operand }
  | { kind: 'in'; of: Operand; among: Operand[] }
  | { kind: 'exists'; path: Path; wanted: boolean }
  | { kind: 'type'; path: Path; name: string }
  | { kind: 'begins' | 'contains'; of: Operand; with: Operand };

const COMPARATORS: Comparator[] = ['=', '<>', '<=', '>=', '<', '>'];
const MOST_IN = 100;

function pathOnly(operand: Operand, where: string): Path {
  if (operand.kind !== 'path')
    throw invalid(`Invalid expression: Operator or function requires a document path; operator or function: ${where}`);
  return operand.path;
}

function count(operands: Operand[], wanted: number, where: string): void {
  if (operands.length !== wanted)
    throw invalid(
      `Invalid expression: Incorrect number of operands for operator or function; operator or function: ${where}`,
    );
}

function operand(reader: Reader): Operand {
  const name = reader.takesFunction();
  if (name !== undefined) {
    if (name !== 'size') throw invalid(`Invalid expression: The function is not allowed to be used this way: ${name}`);
    const given = reader.list(() => operand(reader));
    reader.expect(')');
    count(given, 1, name);
    return { kind: 'size', path: pathOnly(given[0] as Operand, name) };
  }
  const value = reader.takesValue();
  if (value !== undefined) return { kind: 'value', name: value };
  return { kind: 'path', path: reader.path() };
}

const sameOperand = (a: Operand, b: Operand): boolean => JSON.stringify(a) === JSON.stringify(b);

function distinct(where: string, first: Operand, rest: Operand[]): void {
  if (first.kind === 'path' && rest.some((each) => sameOperand(first, each)))
    throw invalid(
      `Invalid expression: The first operand must be distinct from the remaining operands for this operator or function; operator: ${where}`,
    );
}

const FUNCTIONS: Record<string, (given: Operand[], name: string) => Condition> = {
  attribute_exists: (given, name) => exists(given, name, true),
  attribute_not_exists: (given, name) => exists(given, name, false),
  attribute_type(given, name) {
    count(given, 2, name);
    const [of, type] = given as [Operand, Operand];
    if (type.kind !== 'value') throw invalid('Invalid expression: attribute_type takes a value');
    return { kind: 'type', path: pathOnly(of, name), name: type.name };
  },
  begins_with: (given, name) => ({ kind: 'begins', ...pair(given, name) }),
  contains: (given, name) => ({ kind: 'contains', ...pair(given, name) }),
};

function exists(given: Operand[], name: string, wanted: boolean): Condition {
  count(given, 1, name);
  return { kind: 'exists', path: pathOnly(given[0] as Operand, name), wanted };
}

function pair(given: Operand[], name: string): { of: Operand; with: Operand } {
  count(given, 2, name);
  const [of, other] = given as [Operand, Operand];
  distinct(name, of, [other]);
  return { of, with: other };
}

function comparison(reader: Reader): Condition {
  const of = operand(reader);
  if (reader.takesWord('BETWEEN')) {
    const from = operand(reader);
    reader.expectWord('AND');
    const to = operand(reader);
    distinct('BETWEEN', of, [from, to]);
    return { kind: 'between', of, from, to };
  }
  if (reader.takesWord('IN')) {
    reader.expect('(');
    const among = reader.list(() => operand(reader));
    reader.expect(')');
    if (among.length > MOST_IN) throw invalid('Invalid expression: too many operands for IN');
    distinct('IN', of, among);
    return { kind: 'in', of, among };
  }
  const by = reader.takesOneOf(COMPARATORS);
  if (by === undefined) reader.fail();
  const right = operand(reader);
  distinct(by, of, [right]);
  return { kind: 'compare', by, left: of, right };
}

const isCall = (name: string): boolean => Object.hasOwn(FUNCTIONS, name);

function primary(reader: Reader): Condition {
  if (reader.takes('(')) {
    const inner = either(reader);
    reader.expect(')');
    return inner;
  }
  const name = reader.takesFunction(isCall);
  if (name === undefined) return comparison(reader);
  const given = reader.list(() => operand(reader));
  reader.expect(')');
  return (FUNCTIONS[name] as (given: Operand[], name: string) => Condition)(given, name);
}

function negated(reader: Reader): Condition {
  return reader.takesWord('NOT') ? { kind: 'not', of: negated(reader) } : primary(reader);
}

function both(reader: Reader): Condition {
  let left = negated(reader);
  while (reader.takesWord('AND')) left = { kind: 'and', left, right: negated(reader) };
  return left;
}

function either(reader: Reader): Condition {
  let left = both(reader);
  while (reader.takesWord('OR')) left = { kind: 'or', left, right: both(reader) };
  return left;
}

/** Understands a condition or filter expression. Throws a refusal for a syntax DynamoDB would refuse. */
export const parseCondition = parser(either);
