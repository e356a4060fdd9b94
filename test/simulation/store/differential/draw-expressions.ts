import type { KeySpec } from '../spec.ts';
import type { Placeholders } from '../terms.ts';
import type { AttributeValue, Item } from '../values.ts';
import { ATTRIBUTES, type Draw } from './draw-values.ts';

const PATHS = ['m.a', 'm.b', 'm.parts[0]', 'parts[0]', 'parts[1]', 'parts[7]', 'm.n', 'parts[0].a', 'a.b', 'n[0]'];
const COMPARATORS = ['=', '<>', '<', '<=', '>', '>='];
const TYPES = ['S', 'N', 'SS', 'L', 'M', 'BOOL', 'NULL', 'B', 'XX'];

/** Draws the expressions of one request, and collects what their placeholders stand for. */
export class Phrases {
  readonly #draw: Draw;
  readonly #names: Record<string, string> = {};
  readonly #values: Item = {};

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  get #random() {
    return this.#draw.random;
  }

  value(value: AttributeValue): string {
    const name = `:v${Object.keys(this.#values).length}`;
    this.#values[name] = value;
    return name;
  }

  name(name: string): string {
    if (name !== 'status' && name !== 'data' && this.#random.chance(0.6)) return name;
    if (this.#random.chance(0.01)) return name;
    const placeholder = `#${name}`;
    this.#names[placeholder] = name;
    return placeholder;
  }

  path(): string {
    if (this.#random.chance(0.75)) return this.name(this.#random.pick(ATTRIBUTES));
    return this.#random.pick(PATHS).replace(/[a-z]\w*/g, (name) => this.name(name));
  }

  #literal(path: string): string {
    const name = /^#?(\w+)$/.exec(path)?.[1] ?? '';
    return this.value(this.#draw.fitting(name));
  }

  #comparison(): string {
    const path = this.#random.chance(0.15) ? `size(${this.path()})` : this.path();
    const literal = path.startsWith('size') ? this.value({ N: '2' }) : this.#literal(path);
    const by = this.#random.pick(COMPARATORS);
    if (this.#random.chance(0.05)) return `${path} ${by} ${this.path()}`;
    return this.#random.chance(0.05) ? `${literal} ${by} ${path}` : `${path} ${by} ${literal}`;
  }

  #call(): string {
    const path = this.path();
    const kind = this.#random.between(0, 6);
    if (kind < 2) return `attribute_not_exists(${path})`;
    if (kind < 4) return `attribute_exists(${path})`;
    if (kind === 4) return `attribute_type(${path}, ${this.value({ S: this.#random.pick(TYPES) })})`;
    const operand = this.value(this.#random.chance(0.6) ? this.#draw.text() : this.#draw.any());
    return `${kind === 5 ? 'begins_with' : 'contains'}(${path}, ${operand})`;
  }

  #among(): string {
    const path = this.path();
    if (this.#random.chance(0.5)) return `${path} BETWEEN ${this.#literal(path)} AND ${this.#literal(path)}`;
    const count = this.#random.between(1, 3);
    return `${path} IN (${Array.from({ length: count }, () => this.#literal(path)).join(', ')})`;
  }

  condition(depth = 0): string {
    const kind = this.#random.between(0, depth > 2 ? 5 : 9);
    if (kind < 3) return this.#call();
    if (kind < 5) return this.#comparison();
    if (kind === 5) return this.#among();
    if (kind === 6) return `NOT ${this.condition(depth + 1)}`;
    if (kind === 7) return `(${this.condition(depth + 1)} OR ${this.condition(depth + 1)})`;
    return `${this.condition(depth + 1)} ${this.#random.pick(['AND', 'OR', 'and'])} ${this.condition(depth + 1)}`;
  }

  #source(path: string): string {
    const kind = this.#random.between(0, 9);
    if (kind < 5) return this.#literal(path);
    if (kind === 5) return this.path();
    if (kind === 6) return `if_not_exists(${this.path()}, ${this.#literal(path)})`;
    if (kind === 7)
      return `list_append(${this.#random.pick([path, 'parts'])}, ${this.value(this.#draw.fitting('parts'))})`;
    const start = this.value({ N: '0' });
    const step = this.value(this.#draw.number());
    return `if_not_exists(${path}, ${start}) ${this.#random.pick(['+', '-'])} ${step}`;
  }

  #set(): string {
    const path = this.path();
    if (this.#random.chance(0.2))
      return `${path} = ${path} ${this.#random.pick(['+', '-'])} ${this.value(this.#draw.number())}`;
    return `${path} = ${this.#source(path)}`;
  }

  #add(): string {
    const name = this.#random.pick(['n', 'tags', 'marks', 'b', 'm.n']);
    return `${name} ${this.value(name === 'n' ? this.#draw.number() : this.#random.chance(0.9) ? this.#draw.fitting(name) : this.#draw.any())}`;
  }

  #delete(): string {
    const name = this.#random.pick(['tags', 'marks', 'a']);
    return `${name} ${this.value(this.#random.chance(0.9) ? this.#draw.fitting(name) : this.#draw.any())}`;
  }

  update(): string {
    const sections = this.#random
      .shuffled([
        () => `SET ${this.#many(() => this.#set())}`,
        () => `REMOVE ${this.#many(() => this.path())}`,
        () => `ADD ${this.#add()}`,
        () => `DELETE ${this.#delete()}`,
      ])
      .slice(0, this.#random.chance(0.7) ? 1 : 2);
    const text = sections.map((section) => section()).join(' ');
    return this.#random.chance(0.02) ? `${text} ${text}` : text;
  }

  #many(one: () => string): string {
    return Array.from({ length: this.#random.between(1, 2) }, one).join(', ');
  }

  projection(): string {
    return this.#many(() => this.path());
  }

  keyCondition(spec: KeySpec): string {
    const first = `${this.name(spec.partition.name)} = ${this.value(this.#draw.keyValue(spec.partition))}`;
    if (!spec.sort || this.#random.chance(0.4)) return first;
    const name = this.name(spec.sort.name);
    const literal = () => this.value(this.#draw.keyValue(spec.sort ?? spec.partition));
    const kind = this.#random.between(0, 7);
    if (kind === 6) return `${first} AND ${name} BETWEEN ${literal()} AND ${literal()}`;
    if (kind === 7) return `${first} AND begins_with(${name}, ${literal()})`;
    return `${first} AND ${name} ${this.#random.pick(COMPARATORS)} ${literal()}`;
  }

  /** An expression with a fault in it, now and then. */
  spoilt(expression: string): string {
    if (!this.#random.chance(0.03)) return expression;
    const at = this.#random.between(0, expression.length - 1);
    return this.#random.pick([
      expression.slice(0, at),
      `${expression} AND`,
      `(${expression}`,
      expression.replace(/:v\d/, ':gone'),
      expression.replace(/[a-z]+\(/, 'unknown('),
      '',
    ]);
  }

  /** What goes with the expressions. */
  placeholders(): Placeholders {
    if (this.#random.chance(0.008)) this.#values[':unused'] = { S: 'x' };
    if (this.#random.chance(0.008)) this.#names['#unused'] = 'x';
    return {
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && { ExpressionAttributeValues: this.#values }),
    };
  }
}
