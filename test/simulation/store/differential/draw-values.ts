import type { Random } from '../../world/random.ts';
import type { KeyAttribute, TableSpec } from '../spec.ts';
import type { AttributeValue, Item } from '../values.ts';

const TEXTS = ['x', 'y', 'RESERVED', 'PAID', 'ab', 'abc', 'é', '\u{1f375}', '\uffe5', '2026-01-01'];
const NUMBERS = ['0', '1', '-1', '2', '3', '10', '0.5', '-2.25', '12345678901234567890', '0.000001'];
const HUGE = ['99999999999999999999999999999999999999', '123456789012345678901234567890123456.78'];
const ODD = ['007', '1.50', '1e3', '1e125', '-1e125', '1e-130'];
const BAD_NUMBERS = ['1e126', '1e-131', 'abc', '', '123456789012345678901234567890123456789', '1.2.3', '--1'];
const BYTES = ['AA==', 'AAE=', '/w==', 'YWJj'];

/** The attributes that items have besides their keys. */
export const ATTRIBUTES = ['a', 'b', 'n', 'm', 'parts', 'tags', 'marks', 'status', 'gsi1pk', 'gsi1sk', 'data'];

/** Draws values, items and keys, most of them sound. */
export class Draw {
  readonly random: Random;
  readonly #numbers: string[];

  /** `odd`: whether numbers come in ways in which they are not stored, such as 007. */
  constructor(random: Random, odd: boolean) {
    this.random = random;
    this.#numbers = odd ? [...NUMBERS, ...ODD] : NUMBERS;
  }

  text = (): AttributeValue => ({ S: this.random.pick(TEXTS) });

  number(): AttributeValue {
    if (this.random.chance(0.01)) return { N: this.random.pick(BAD_NUMBERS) };
    return { N: this.random.pick(this.random.chance(0.08) ? HUGE : this.#numbers) };
  }

  #some<T>(pool: readonly T[]): T[] {
    return this.random.shuffled(pool).slice(0, this.random.between(1, 3));
  }

  set(): AttributeValue {
    const kind = this.random.between(0, 40);
    if (kind === 0) return { SS: [] };
    if (kind === 1) return { SS: ['x', 'x'] };
    if (kind < 22) return { SS: this.#some(TEXTS) };
    return kind < 36 ? { NS: this.#some(['0', '1', '2', '0.5', '-1', '30']) } : { BS: this.#some(BYTES) };
  }

  #list = (depth: number): AttributeValue => ({
    L: Array.from({ length: this.random.between(0, 3) }, () => this.any(depth + 1)),
  });

  map(depth: number): AttributeValue {
    const names = this.random.shuffled(['a', 'b', 'n', 'parts']).slice(0, this.random.between(0, 3));
    return { M: Object.fromEntries(names.map((name) => [name, this.any(depth + 1)])) };
  }

  any(depth = 0): AttributeValue {
    const kind = this.random.between(0, depth > 2 ? 5 : 9);
    if (kind < 2) return this.text();
    if (kind < 4) return this.number();
    if (kind === 4) return this.random.chance(0.5) ? { BOOL: this.random.chance(0.5) } : { NULL: true };
    if (kind === 5) return this.random.chance(0.5) ? { B: this.random.pick(BYTES) } : { S: '' };
    if (kind === 6) return this.set();
    return kind === 7 ? this.#list(depth) : this.map(depth);
  }

  /** A value as an attribute of this name usually has. */
  fitting(name: string): AttributeValue {
    if (this.random.chance(0.12)) return this.any();
    if (name === 'n') return this.number();
    if (name === 'm') return this.map(0);
    if (name === 'parts') return this.#list(0);
    if (name === 'tags') return { SS: this.#some(TEXTS) };
    if (name === 'marks') return { NS: this.#some(['1', '2', '3']) };
    return name === 'data' ? this.any() : this.text();
  }

  keyValue({ type, name }: KeyAttribute): AttributeValue {
    if (this.random.chance(0.004)) return this.random.chance(0.5) ? { S: '' } : this.any();
    if (type === 'N') return { N: this.random.pick(['1', '2', '-3', '10', '0.5']) };
    if (type === 'B') return { B: this.random.pick(BYTES) };
    const letters = name === 'sk' ? ['A', 'B', 'B1', 'B2', '\u{1f375}', '\uffe5'] : ['P1', 'P2', 'P3'];
    return { S: this.random.pick(letters) };
  }

  key(spec: TableSpec): Item {
    const parts = [spec.partition, spec.sort].filter((part) => part !== undefined);
    const key = Object.fromEntries(parts.map((part) => [part.name, this.keyValue(part)]));
    if (this.random.chance(0.004)) return { ...key, more: { S: 'x' } };
    return key;
  }

  item(spec: TableSpec): Item {
    const names = this.random.shuffled(ATTRIBUTES).slice(0, this.random.between(1, 7));
    const item = { ...this.key(spec), ...Object.fromEntries(names.map((name) => [name, this.fitting(name)])) };
    if (this.random.chance(0.004)) delete item[spec.partition.name];
    return item;
  }
}
