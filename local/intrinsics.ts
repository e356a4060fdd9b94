import { Unsupported } from './unsupported.ts';

/** What the intrinsic functions of one template look things up in. `where` names the place in errors. */
export type Scope = {
  where: string;
  /** The value of a parameter, a pseudo parameter or a resource; undefined for AWS::NoValue. */
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  mapping(path: [map: string, first: string, second: string]): unknown;
  importValue(name: string): unknown;
};

type Evaluate = (argument: unknown, scope: Scope) => unknown;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refuse = (kind: string, value: unknown, { where }: Scope): Unsupported =>
  new Unsupported(kind, JSON.stringify(value) ?? 'AWS::NoValue', where);

/**
 * Resolves every intrinsic function in a template value; members that come out as AWS::NoValue are left out.
 * Throws {@link Unsupported} for a function or a dynamic reference that is not known here.
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string' && value.includes('{{resolve:')) throw refuse('dynamic reference', value, scope);
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope)).filter((item) => item !== undefined);
  if (!isRecord(value)) return value;
  const call = callIn(value, scope);
  if (call !== undefined) return call.evaluate(call.argument, scope);
  const entries = Object.entries(value).map(([key, member]) => [key, resolve(member, scope)] as const);
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined));
}

function callIn(value: Record<string, unknown>, scope: Scope): { evaluate: Evaluate; argument: unknown } | undefined {
  const [key = '', ...others] = Object.keys(value);
  if (key !== 'Ref' && !key.startsWith('Fn::')) return undefined;
  const evaluate = Object.hasOwn(FUNCTIONS, key) ? FUNCTIONS[key] : undefined;
  if (evaluate === undefined || others.length > 0) throw new Unsupported('intrinsic function', key, scope.where);
  return { evaluate, argument: value[key] };
}

/** Whether a condition expression of a template holds. Throws {@link Unsupported} for a function that is not known here. */
export function holds(expression: unknown, scope: Scope): boolean {
  const [key = '', ...others] = isRecord(expression) ? Object.keys(expression) : [];
  const test = Object.hasOwn(CONDITIONS, key) ? CONDITIONS[key] : undefined;
  if (!isRecord(expression) || test === undefined || others.length > 0) {
    throw refuse('condition function', expression, scope);
  }
  return test(expression[key], scope);
}

const CONDITIONS: Record<string, (argument: unknown, scope: Scope) => boolean> = {
  Condition: (name, scope) => scope.condition(text(name, scope)),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolve(argument, scope), scope);
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) => list(argument, scope).every((part) => holds(part, scope)),
  'Fn::Or': (argument, scope) => list(argument, scope).some((part) => holds(part, scope)),
  'Fn::Not': (argument, scope) => !holds(list(argument, scope)[0], scope),
};

const FUNCTIONS: Record<string, Evaluate> = {
  Ref: (name, scope) => scope.ref(text(name, scope)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId = '', ...name] = typeof argument === 'string' ? argument.split('.') : list(argument, scope);
    return scope.attribute(text(logicalId, scope), text(resolve(name.join('.'), scope), scope));
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [delimiter, parts] = list(argument, scope);
    return list(resolve(parts, scope), scope)
      .map((part) => text(part, scope))
      .join(text(delimiter, scope));
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = list(resolve(argument, scope), scope);
    const item = list(items, scope)[Number(index)];
    if (item === undefined) throw refuse('selection', argument, scope);
    return item;
  },
  'Fn::Split': (argument, scope) => {
    const [delimiter, whole] = list(resolve(argument, scope), scope);
    return text(whole, scope).split(text(delimiter, scope));
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = list(argument, scope);
    return resolve(scope.condition(text(name, scope)) ? yes : no, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second, ...more] = list(resolve(argument, scope), scope);
    if (more.length > 0) throw refuse('mapping with options', argument, scope);
    return scope.mapping([text(map, scope), text(first, scope), text(second, scope)]);
  },
  'Fn::Base64': (argument, scope) => Buffer.from(text(resolve(argument, scope), scope)).toString('base64'),
  'Fn::ImportValue': (argument, scope) => scope.importValue(text(resolve(argument, scope), scope)),
};

/** `${Name}` is a Ref, `${Name.Attribute}` a GetAtt, `${!Name}` the text `${Name}`; variables of the call come first. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument];
  const own = isRecord(variables) ? variables : {};
  return text(template, scope).replace(/\$\{(!?)([^}]*)\}/g, (_whole, escaped: string, name: string) => {
    if (escaped !== '') return `\${${name}}`;
    if (Object.hasOwn(own, name)) return text(resolve(own[name], scope), scope);
    const call = name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name };
    return text(resolve(call, scope), scope);
  });
}

function list(value: unknown, scope: Scope): unknown[] {
  if (Array.isArray(value)) return value;
  throw refuse('argument instead of a list', value, scope);
}

function text(value: unknown, scope: Scope): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw refuse('argument instead of text', value, scope);
}
