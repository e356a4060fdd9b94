import { invalid } from './refusal.ts';
import { type Path, parser, type Reader } from './syntax.ts';

/** What SET takes a value from. */
export type Source =
  | { kind: 'path'; path: Path }
  | { kind: 'value'; name: string }
  | { kind: 'ifNotExists'; path: Path; otherwise: Source }
  | { kind: 'append'; first: Source; second: Source };

/** One step of an update. */
export type Step =
  | { kind: 'set'; path: Path; source: Source; sign?: '+' | '-'; other?: Source }
  | { kind: 'remove'; path: Path }
  | { kind: 'add' | 'delete'; path: Path; name: string };

function ifNotExists(reader: Reader): Source {
  if (!reader.isAtPath)
    throw invalid(
      'Invalid UpdateExpression: Operator or function requires a document path; operator or function: if_not_exists',
    );
  const path = reader.path();
  reader.expect(',');
  return { kind: 'ifNotExists', path, otherwise: source(reader) };
}

function append(reader: Reader): Source {
  const first = source(reader);
  reader.expect(',');
  return { kind: 'append', first, second: source(reader) };
}

function source(reader: Reader): Source {
  const name = reader.takesFunction();
  if (name !== undefined) {
    const read = name === 'if_not_exists' ? ifNotExists : name === 'list_append' ? append : undefined;
    if (!read) throw invalid(`Invalid UpdateExpression: Invalid function name; function: ${name}`);
    const found = read(reader);
    reader.expect(')');
    return found;
  }
  const value = reader.takesValue();
  if (value !== undefined) return { kind: 'value', name: value };
  if (!reader.takes('(')) return { kind: 'path', path: reader.path() };
  const inner = source(reader);
  reader.expect(')');
  return inner;
}

function set(reader: Reader): Step {
  const path = reader.path();
  reader.expect('=');
  const first = source(reader);
  const sign = reader.takesOneOf(['+', '-']);
  return { kind: 'set', path, source: first, ...(sign && { sign, other: source(reader) }) };
}

const withValue =
  (kind: 'add' | 'delete') =>
  (reader: Reader): Step => {
    const path = reader.path();
    const name = reader.takesValue();
    if (name === undefined) reader.fail();
    return { kind, path, name };
  };

const SECTIONS: [string, (reader: Reader) => Step][] = [
  ['SET', set],
  ['REMOVE', (reader) => ({ kind: 'remove', path: reader.path() })],
  ['ADD', withValue('add')],
  ['DELETE', withValue('delete')],
];

function steps(reader: Reader): Step[] {
  const found: Step[] = [];
  const seen = new Set<string>();
  while (!reader.isAtEnd) {
    const section = SECTIONS.find(([word]) => reader.takesWord(word));
    if (!section) reader.fail();
    const [word, read] = section;
    if (seen.has(word))
      throw invalid(`Invalid UpdateExpression: The "${word}" section can only be used once in an update expression;`);
    seen.add(word);
    found.push(...reader.list(() => read(reader)));
  }
  return found;
}

/** Understands an update expression. Throws a refusal for a syntax DynamoDB would refuse. */
export const parseUpdate = parser(steps);

/** Understands a projection expression. Throws a refusal for a syntax DynamoDB would refuse. */
export const parseProjection = parser((reader: Reader): Path[] => reader.list(() => reader.path()));
