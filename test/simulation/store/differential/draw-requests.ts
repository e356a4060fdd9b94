import type { TableSpec } from '../spec.ts';
import { Phrases } from './draw-expressions.ts';
import { Reads } from './draw-reads.ts';
import type { Draw } from './draw-values.ts';

/** One operation to try. */
export interface Trial {
  operation: string;
  input: Record<string, unknown>;
}

type Input = Trial['input'];

const RETURNS = ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'];
const ON_FAILURE = 'ReturnValuesOnConditionCheckFailure';

/** Draws requests against the given tables. */
export class Requests {
  readonly #draw: Draw;
  readonly #specs: readonly TableSpec[];
  /** What was committed under which token, to be sent again, the same or another. */
  #sent: Input[] = [];
  #tokens = 0;
  readonly #reads: Reads;

  constructor(draw: Draw, specs: readonly TableSpec[]) {
    this.#draw = draw;
    this.#specs = specs;
    this.#reads = new Reads(draw, specs);
  }

  get #random() {
    return this.#draw.random;
  }

  #spec(): TableSpec {
    return this.#random.chance(0.6) ? (this.#specs[0] as TableSpec) : this.#random.pick(this.#specs);
  }

  #tableName(spec: TableSpec): string {
    return this.#random.chance(0.003) ? 'no-such-table' : spec.name;
  }

  #conditioned(phrases: Phrases, chance: number): Input {
    if (!this.#random.chance(chance)) return {};
    return {
      ConditionExpression: phrases.spoilt(phrases.condition()),
      ...(this.#random.chance(0.5) && { [ON_FAILURE]: 'ALL_OLD' }),
    };
  }

  put(spec = this.#spec(), chance = 0.4): Input {
    const phrases = new Phrases(this.#draw);
    const conditioned = this.#conditioned(phrases, chance);
    return { TableName: this.#tableName(spec), Item: this.#draw.item(spec), ...conditioned, ...phrases.placeholders() };
  }

  delete(spec = this.#spec(), chance = 0.5): Input {
    const phrases = new Phrases(this.#draw);
    const conditioned = this.#conditioned(phrases, chance);
    return { TableName: this.#tableName(spec), Key: this.#draw.key(spec), ...conditioned, ...phrases.placeholders() };
  }

  update(spec = this.#spec(), chance = 0.4): Input {
    const phrases = new Phrases(this.#draw);
    const UpdateExpression = phrases.spoilt(phrases.update());
    const conditioned = this.#conditioned(phrases, chance);
    return {
      TableName: this.#tableName(spec),
      Key: this.#draw.key(spec),
      ...(this.#random.chance(0.98) && { UpdateExpression }),
      ...conditioned,
      ...phrases.placeholders(),
    };
  }

  #returning(input: Input, values: string[]): Input {
    return this.#random.chance(0.4) ? { ...input, ReturnValues: this.#random.pick(values) } : input;
  }

  #batchWrite(): Input {
    const spec = this.#spec();
    const count = this.#random.chance(0.02) ? 26 : this.#random.between(1, 3);
    const write = () =>
      this.#random.chance(0.6)
        ? { PutRequest: { Item: this.#draw.item(spec) } }
        : { DeleteRequest: { Key: this.#draw.key(spec) } };
    return { RequestItems: { [this.#tableName(spec)]: Array.from({ length: count }, write) } };
  }

  #transactEntry(): Input {
    const spec = this.#spec();
    const kind = this.#random.between(0, 9);
    if (kind < 3) return { Put: this.put(spec, 0.3) };
    if (kind < 7) return { Update: this.update(spec, 0.3) };
    return kind < 9 ? { ConditionCheck: this.delete(spec, 0.97) } : { Delete: this.delete(spec, 0.2) };
  }

  #transactWrite(): Input {
    const old = this.#random.chance(0.15) && this.#sent.length > 0 ? this.#random.pick(this.#sent) : undefined;
    if (old && this.#random.chance(0.6)) return old;
    const count = this.#random.chance(0.005) ? this.#random.pick([0, 101]) : this.#random.between(1, 3);
    const TransactItems = Array.from({ length: count }, () => this.#transactEntry());
    this.#tokens += 1;
    const token = old?.ClientRequestToken ?? `token-${this.#random.between(1, 1_000_000)}-${this.#tokens}`;
    const input = { TransactItems, ...(this.#random.chance(0.8) && { ClientRequestToken: token }) };
    if (input.ClientRequestToken && !old) this.#sent.push(input);
    if (this.#sent.length > 30) this.#sent.shift();
    return input;
  }

  /** Never sends this token again: the two stores do not think alike of it any more. */
  forget({ ClientRequestToken }: Input): void {
    this.#sent = this.#sent.filter((input) => input.ClientRequestToken !== ClientRequestToken);
  }

  next(): Trial {
    const kinds: [number, string, () => Input][] = [
      [16, 'PutItem', () => this.#returning(this.put(), RETURNS.slice(0, 2))],
      [26, 'UpdateItem', () => this.#returning(this.update(), RETURNS)],
      [8, 'DeleteItem', () => this.#returning(this.delete(), RETURNS.slice(0, 2))],
      [7, 'GetItem', () => this.#reads.get()],
      [14, 'Query', () => this.#reads.query()],
      [4, 'Scan', () => this.#reads.scan()],
      [4, 'BatchGetItem', () => this.#reads.batchGet()],
      [3, 'BatchWriteItem', () => this.#batchWrite()],
      [15, 'TransactWriteItems', () => this.#transactWrite()],
      [3, 'TransactGetItems', () => this.#reads.transactGet()],
    ];
    const drawn = this.#random.between(1, 100);
    let sum = 0;
    const [, operation, input] = kinds.find(([weight]) => {
      sum += weight;
      return drawn <= sum;
    }) as (typeof kinds)[0];
    return { operation, input: input() };
  }
}
