import { invalid } from './refusal.ts';
import { isReserved } from './reserved-words.ts';

/** A document path: names as written (a `#placeholder` stays one) and list positions. */
export type Path = (string | number)[];

type Kind = 'value' | 'placeholder' | 'word' | 'position' | 'sign' | 'end';

interface Token {
  kind: Kind;
  text: string;
}

const TOKEN = /\s*(?:(:[A-Za-z0-9_]+)|(#[A-Za-z0-9_]+)|([A-Za-z_][A-Za-z0-9_]*)|(\d+)|(<>|<=|>=|[=<>()[\].,+-]))/y;
const KINDS: Kind[] = ['value', 'placeholder', 'word', 'position', 'sign'];
const END: Token = { kind: 'end', text: '' };

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const text = source.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw invalid(`Invalid expression: Syntax error; token: "${text.slice(at, at + 8)}"`);
    const kind = found.findIndex((group, index) => index > 0 && group !== undefined) - 1;
    tokens.push({ kind: KINDS[kind] ?? 'end', text: found[kind + 1] ?? '' });
  }
  return tokens;
}

/** Reads one expression from left to right and notes which placeholders it uses. */
export class Reader {
  /** The `#names` and `:values` that the expression uses. */
  readonly names = new Set<string>();
  readonly values = new Set<string>();
  /** The paths that lead into an attribute. */
  readonly nested: Path[] = [];
  readonly #tokens: Token[];
  #at = 0;

  constructor(source: string) {
    if (source.trim() === '') throw invalid('Invalid expression: The expression can not be empty;');
    this.#tokens = tokensOf(source);
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? END;
  }

  /** Refuses the expression at this place. */
  fail(): never {
    throw invalid(`Invalid expression: Syntax error; token: "${this.#peek().text || '<EOF>'}"`);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Takes a sign if it comes next. */
  takes(sign: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'sign' || token.text !== sign) return false;
    this.#at += 1;
    return true;
  }

  takesOneOf<Sign extends string>(signs: readonly Sign[]): Sign | undefined {
    return signs.find((sign) => this.takes(sign));
  }

  expect(sign: string): void {
    if (!this.takes(sign)) this.fail();
  }

  /** Takes a keyword if it comes next, in any case. */
  takesWord(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || token.text.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  expectWord(word: string): void {
    if (!this.takesWord(word)) this.fail();
  }

  /** Takes the name of a function and its bracket, if they come next and the name is a wanted one. */
  takesFunction(isWanted: (name: string) => boolean = () => true): string | undefined {
    const [name, bracket] = [this.#peek(), this.#peek(1)];
    if (name.kind !== 'word' || bracket.kind !== 'sign' || bracket.text !== '(') return undefined;
    if (!isWanted(name.text)) return undefined;
    this.#at += 2;
    return name.text;
  }

  /** Takes a `:value` if it comes next. */
  takesValue(): string | undefined {
    const token = this.#peek();
    if (token.kind !== 'value') return undefined;
    this.#at += 1;
    this.values.add(token.text);
    return token.text;
  }

  get isAtPath(): boolean {
    return this.#peek().kind === 'word' || this.#peek().kind === 'placeholder';
  }

  #name(): string {
    const { kind, text } = this.#peek();
    if (kind === 'placeholder') this.names.add(text);
    else if (kind !== 'word') this.fail();
    else if (isReserved(text))
      throw invalid(`Invalid expression: Attribute name is a reserved keyword; reserved keyword: ${text}`);
    this.#at += 1;
    return text;
  }

  #position(): number {
    const { kind, text } = this.#peek();
    if (kind !== 'position') this.fail();
    this.#at += 1;
    this.expect(']');
    return Number(text);
  }

  path(): Path {
    const path: Path = [this.#name()];
    for (;;) {
      if (this.takes('.')) path.push(this.#name());
      else if (this.takes('[')) path.push(this.#position());
      else break;
    }
    if (path.length > 1) this.nested.push(path);
    return path;
  }

  /** Comma-separated things, at least one. */
  list<Entry>(entry: () => Entry): Entry[] {
    const entries = [entry()];
    while (this.takes(',')) entries.push(entry());
    return entries;
  }
}

/** An expression that was understood, and the placeholders it uses. */
export interface Parsed<Tree> {
  tree: Tree;
  names: ReadonlySet<string>;
  values: ReadonlySet<string>;
  nested: readonly Path[];
}

const MOST_KEPT = 5_000;

/** A parser that understands every expression once. */
export function parser<Tree>(read: (reader: Reader) => Tree): (source: string) => Parsed<Tree> {
  const known = new Map<string, Parsed<Tree>>();
  return (source) => {
    const found = known.get(source);
    if (found) return found;
    const reader = new Reader(source);
    const tree = read(reader);
    if (!reader.isAtEnd) reader.fail();
    if (known.size >= MOST_KEPT) known.clear();
    const parsed = { tree, names: reader.names, values: reader.values, nested: reader.nested };
    known.set(source, parsed);
    return parsed;
  };
}
