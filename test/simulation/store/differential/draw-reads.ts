import type { KeySpec, TableSpec } from '../spec.ts';
import { Phrases } from './draw-expressions.ts';
import type { Draw } from './draw-values.ts';

type Input = Record<string, unknown>;

/** Draws requests that read the given tables. */
export class Reads {
  readonly #draw: Draw;
  readonly #specs: readonly TableSpec[];

  constructor(draw: Draw, specs: readonly TableSpec[]) {
    this.#draw = draw;
    this.#specs = specs;
  }

  get #random() {
    return this.#draw.random;
  }

  #several<Entry>(from: number, to: number, draw: () => Entry): Entry[] {
    return Array.from({ length: this.#random.between(from, to) }, draw);
  }

  #spec(): TableSpec {
    return this.#random.chance(0.6) ? (this.#specs[0] as TableSpec) : this.#random.pick(this.#specs);
  }

  #tableName(spec: TableSpec): string {
    return this.#random.chance(0.003) ? 'no-such-table' : spec.name;
  }

  #shown(phrases: Phrases): Input {
    return this.#random.chance(0.3) ? { ProjectionExpression: phrases.spoilt(phrases.projection()) } : {};
  }

  get(): Input {
    const [spec, phrases] = [this.#spec(), new Phrases(this.#draw)];
    const shown = this.#shown(phrases);
    return { TableName: this.#tableName(spec), Key: this.#draw.key(spec), ...shown, ...phrases.placeholders() };
  }

  #readTarget(): { spec: TableSpec; index: (KeySpec & { name?: string }) | undefined } {
    const spec = this.#spec();
    const index = spec.indexes.length > 0 && this.#random.chance(0.5) ? this.#random.pick(spec.indexes) : undefined;
    return { spec, index };
  }

  query(): Input {
    const phrases = new Phrases(this.#draw);
    const { spec, index } = this.#readTarget();
    const KeyConditionExpression = phrases.spoilt(phrases.keyCondition(index ?? spec));
    const filter = this.#random.chance(0.3) ? { FilterExpression: phrases.spoilt(phrases.condition()) } : {};
    const shown = this.#shown(phrases);
    return {
      TableName: this.#tableName(spec),
      ...(index && { IndexName: index.name }),
      KeyConditionExpression,
      ...filter,
      ...shown,
      ...(this.#random.chance(0.4) && { Limit: this.#random.between(1, 3) }),
      ...(this.#random.chance(0.4) && { ScanIndexForward: this.#random.chance(0.3) }),
      ...(this.#random.chance(0.05) && { Select: 'COUNT' }),
      ...(this.#random.chance(0.05) && { ConsistentRead: true }),
      ...phrases.placeholders(),
    };
  }

  scan(): Input {
    const phrases = new Phrases(this.#draw);
    const { spec, index } = this.#readTarget();
    const filter = this.#random.chance(0.5) ? { FilterExpression: phrases.spoilt(phrases.condition()) } : {};
    const shown = this.#shown(phrases);
    const IndexName = index?.name;
    return {
      TableName: this.#tableName(spec),
      ...(IndexName && { IndexName }),
      ...filter,
      ...shown,
      ...phrases.placeholders(),
    };
  }

  batchGet(): Input {
    const spec = this.#spec();
    const other = this.#random.pick(this.#specs);
    const phrases = new Phrases(this.#draw);
    const shown = this.#shown(phrases);
    const placeholders = phrases.placeholders();
    const keys = (of: TableSpec) => this.#several(1, 4, () => this.#draw.key(of));
    const distinct = (of: TableSpec) => [...new Map(keys(of).map((key) => [JSON.stringify(key), key])).values()];
    const Keys = this.#random.chance(0.9) ? distinct(spec) : keys(spec);
    return {
      RequestItems: {
        [other.name]: { Keys: distinct(other) },
        [this.#tableName(spec)]: { Keys, ...shown, ...placeholders },
      },
    };
  }

  transactGet(): Input {
    return { TransactItems: this.#several(1, 3, () => ({ Get: this.get() })) };
  }
}
