import { invalid } from './refusal.ts';
import type { Parsed, Path } from './syntax.ts';
import { type AttributeValue, checkedValues, type Item } from './values.ts';

/** The part of a request that all expressions share. */
export interface Placeholders {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Item;
}

const NONE = Object.freeze({});

/** What the placeholders of one request stand for. */
export class Terms {
  readonly #names: Record<string, string>;
  readonly #values: Item;

  /** Checks that `parsed`, all expressions of the request, use every placeholder given and none that is not. */
  constructor(given: Placeholders, parsed: readonly (Parsed<unknown> | undefined)[]) {
    this.#names = given.ExpressionAttributeNames ?? NONE;
    this.#values = given.ExpressionAttributeValues ? checkedValues(given.ExpressionAttributeValues) : NONE;
    const used = parsed.filter((each) => each !== undefined);
    this.#checkGiven(given, used.length);
    for (const { names, values } of used) this.#checkUsed(names, values);
    this.#checkNeeded(used);
  }

  #checkGiven(given: Placeholders, expressions: number): void {
    for (const map of [given.ExpressionAttributeNames, given.ExpressionAttributeValues]) {
      if (map === undefined) continue;
      if (expressions === 0)
        throw invalid(
          'ExpressionAttributeNames and ExpressionAttributeValues can only be specified when using expressions',
        );
      if (Object.keys(map).length === 0)
        throw invalid('ExpressionAttributeNames or ExpressionAttributeValues must not be empty');
    }
  }

  #checkUsed(names: ReadonlySet<string>, values: ReadonlySet<string>): void {
    for (const name of names)
      if (typeof this.#names[name] !== 'string')
        throw invalid(
          `Invalid expression: An expression attribute name used in the document path is not defined; attribute name: ${name}`,
        );
    for (const name of values)
      if (this.#values[name] === undefined)
        throw invalid(
          `Invalid expression: An expression attribute value used in expression is not defined; attribute value: ${name}`,
        );
  }

  #checkNeeded(used: readonly Parsed<unknown>[]): void {
    for (const name in this.#names)
      if (!used.some(({ names }) => names.has(name)))
        throw invalid(`Value provided in ExpressionAttributeNames unused in expressions: keys: {${name}}`);
    for (const name in this.#values)
      if (!used.some(({ values }) => values.has(name)))
        throw invalid(`Value provided in ExpressionAttributeValues unused in expressions: keys: {${name}}`);
  }

  value(name: string): AttributeValue {
    return this.#values[name] as AttributeValue;
  }

  /** The attribute's name behind a name as written. */
  name(written: string): string {
    return written.startsWith('#') ? (this.#names[written] as string) : written;
  }

  /** The path with its placeholders replaced. */
  resolved(path: Path): Path {
    return path.map((part) => (typeof part === 'number' ? part : this.name(part)));
  }

  /** What stands at a path; undefined when nothing does. */
  at(item: Item | undefined, path: Path): AttributeValue | undefined {
    let found: AttributeValue | undefined = item?.[this.name(path[0] as string)];
    for (let depth = 1; depth < path.length && found !== undefined; depth += 1) {
      const part = path[depth] as string | number;
      found = typeof part === 'number' ? found.L?.[part] : found.M?.[this.name(part)];
    }
    return found;
  }
}
