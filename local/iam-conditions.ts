import { cidrMatcher, globMatcher } from './text-patterns.ts';
import { Unsupported } from './unsupported.ts';

/** The condition keys of a request; their names are compared without regard to case. */
export type RequestContext = Record<string, string | string[]>;

/** One key of one operator of a statement's Condition element. */
export type Condition = (context: RequestContext) => boolean;

type ValueTest = (value: string) => boolean;
type Operator = {
  compile: (wanted: string, where: string) => ValueTest;
  /** A negated operator holds when NO wanted value matches, and when the key is absent. */
  negated?: boolean;
};

const numeric = (compare: (value: number, limit: number) => boolean): Operator => ({
  compile: (wanted, where) => {
    const limit = Number(wanted);
    if (wanted.trim() === '' || Number.isNaN(limit)) throw new Unsupported('IAM condition value', wanted, where);
    return (value) => value.trim() !== '' && compare(Number(value), limit);
  },
});

/** ARNs are compared part by part, so that a wildcard in the region does not run into the account. */
const arn: Operator = {
  compile: (wanted) => {
    const tests = arnParts(wanted).map((part) => globMatcher(part));
    return (value) => {
      const parts = arnParts(value);
      return parts.length === tests.length && tests.every((test, at) => test(parts[at] ?? ''));
    };
  },
};

const arnParts = (text: string): string[] => {
  const parts = text.split(':');
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])];
};

const OPERATORS: Record<string, Operator> = {
  StringEquals: { compile: (wanted) => (value) => value === wanted },
  StringNotEquals: { compile: (wanted) => (value) => value === wanted, negated: true },
  StringLike: { compile: (wanted) => globMatcher(wanted) },
  ArnEquals: arn,
  ArnLike: arn,
  Bool: { compile: (wanted) => (value) => value.toLowerCase() === wanted.toLowerCase() },
  NumericLessThan: numeric((value, limit) => value < limit),
  NumericLessThanEquals: numeric((value, limit) => value <= limit),
  IpAddress: {
    compile: (wanted, where) => {
      const test = cidrMatcher(wanted);
      if (test === undefined) throw new Unsupported('IAM condition value', wanted, where);
      return test;
    },
  },
};

/**
 * Compiles a Condition element; all of its conditions must hold. Throws {@link Unsupported} for an operator that is not
 * known here and for policy variables; the condition throws it for a single-valued operator on a key with many values.
 */
export function compileConditions(condition: unknown, where: string): Condition[] {
  return Object.entries(recordOf(condition, where)).flatMap(([name, keys]) =>
    Object.entries(recordOf(keys, where)).map(([key, wanted]) =>
      compileOne(name, key, wantedValues(wanted, where), where),
    ),
  );
}

function compileOne(name: string, key: string, wanted: string[], where: string): Condition {
  const [, quantifier, operatorName = name] = /^(ForAllValues|ForAnyValue):(.+)$/.exec(name) ?? [];
  if (name === 'Null') return nullCondition(key, wanted);
  const operator = Object.hasOwn(OPERATORS, operatorName) ? OPERATORS[operatorName] : undefined;
  if (operator === undefined) throw new Unsupported('IAM condition operator', name, where);
  const test = anyOf(operator, wanted, where);
  if (quantifier === 'ForAllValues') return (context) => valuesIn(context, key).every(test);
  if (quantifier === 'ForAnyValue') return (context) => valuesIn(context, key).some(test);
  return (context) => {
    const values = valuesIn(context, key);
    if (values.length > 1) throw new Unsupported('IAM condition on many values', `${name} ${key}`, where);
    return values[0] === undefined ? operator.negated === true : test(values[0]);
  };
}

function anyOf(operator: Operator, wanted: string[], where: string): ValueTest {
  const tests = wanted.map((value) => operator.compile(value, where));
  return (value) => tests.some((test) => test(value)) !== (operator.negated === true);
}

/** `Null: true` holds when the key is absent, `Null: false` when it is there. */
function nullCondition(key: string, wanted: string[]): Condition {
  return (context) => wanted.includes(String(valuesIn(context, key).length === 0));
}

function valuesIn(context: RequestContext, key: string): string[] {
  const exact = context[key];
  const name =
    exact === undefined ? Object.keys(context).find((known) => known.toLowerCase() === key.toLowerCase()) : key;
  const value = name === undefined ? undefined : context[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function recordOf(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Unsupported('IAM condition', JSON.stringify(value) ?? String(value), where);
}

function wantedValues(wanted: unknown, where: string): string[] {
  const list: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  return list.map((value) => {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof text === 'string' && !text.includes('${')) return text;
    throw new Unsupported('IAM condition value', JSON.stringify(value) ?? String(value), where);
  });
}
