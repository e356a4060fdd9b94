import type { EngineLink } from '../../../../local/engine-link.ts';
import { Random } from '../../world/random.ts';
import { keyOf } from '../keys.ts';
import { ModelStore } from '../model-store.ts';
import { specOf, type TableSpec } from '../spec.ts';
import type { Item } from '../values.ts';
import { Requests, type Trial } from './draw-requests.ts';
import { Draw } from './draw-values.ts';
import { knownDifference } from './known-differences.ts';
import { agree, engineOutcome, modelOutcome, type Outcome } from './outcome.ts';
import { creations } from './tables.ts';

/** A trial on which model and engine do not agree. */
export interface Difference {
  number: number;
  trial: Trial;
  model: Outcome;
  engine: Outcome;
  /** The items of the table beforehand. */
  items: Item[];
}

/** What a duel came to. */
export interface Result {
  trials: number;
  /** How many trials were refused by both, by error name. */
  refusals: Record<string, number>;
  /** How often a difference of the written list was met, by its id. */
  known: Record<string, number>;
  differences: Difference[];
}

/** How long, from which seed, against which engine. */
export interface DuelOptions {
  link: EngineLink;
  engine: 'dynoxide' | 'dynamodb-local';
  seed: number;
  trials: number;
  /** After how many differences to give up. */
  most: number;
}

const count = (of: Record<string, number>, name: string): void => {
  of[name] = (of[name] ?? 0) + 1;
};

async function itemsAt(link: EngineLink, TableName: string): Promise<Item[]> {
  return (await link.call<{ Items: Item[] }>('Scan', { TableName, ConsistentRead: true })).Items;
}

class Duel {
  readonly #options: DuelOptions;
  readonly #tables: ReturnType<typeof creations>;
  readonly #model: ModelStore;
  readonly #requests: Requests;
  readonly result: Result = { trials: 0, refusals: {}, known: {}, differences: [] };

  constructor(options: DuelOptions) {
    this.#options = options;
    this.#tables = creations(`duel-${options.seed}`);
    this.#model = this.#fresh();
    const draw = new Draw(new Random(options.seed, 'duel'), options.engine === 'dynoxide');
    this.#requests = new Requests(draw, this.#model.tables);
  }

  #fresh(): ModelStore {
    return new ModelStore(
      this.#tables.map((creation) => specOf(creation)),
      { now: () => 0 },
    );
  }

  async open(): Promise<void> {
    for (const creation of this.#tables) await this.#options.link.call('CreateTable', creation);
  }

  async close(): Promise<void> {
    for (const { TableName } of this.#tables) await this.#options.link.call('DeleteTable', { TableName });
  }

  /** Gives the model the engine's items, so that one difference does not make a thousand. */
  async #resync(): Promise<void> {
    for (const { TableName } of this.#tables) {
      const spec = this.#model.tables.find(({ name }) => name === TableName) as TableSpec;
      for (const item of this.#model.itemsOf(TableName))
        this.#model.call('DeleteItem', { TableName, Key: keyOf(item, spec) });
      for (const Item of await itemsAt(this.#options.link, TableName)) await this.#adopt(TableName, Item);
    }
  }

  /** Takes an item of the engine over; one that the model would never have let in is removed there. */
  async #adopt(TableName: string, Item: Item): Promise<void> {
    const { error } = modelOutcome(this.#model, { operation: 'PutItem', input: { TableName, Item } });
    if (!error) return;
    const spec = this.#model.tables.find(({ name }) => name === TableName) as TableSpec;
    await this.#options.link.call('DeleteItem', { TableName, Key: keyOf(Item, spec) });
  }

  /** Compares what is stored after a write, by a scan of the tables it names. */
  async #stateApart(trial: Trial): Promise<{ model: Outcome; engine: Outcome } | undefined> {
    if (/Get|Query|Scan/.test(trial.operation)) return undefined;
    const text = JSON.stringify(trial.input);
    for (const { TableName } of this.#tables.filter((table) => text.includes(`"${table.TableName}"`))) {
      const scan = { operation: 'Scan', input: { TableName, ConsistentRead: true } };
      const [model, engine] = [modelOutcome(this.#model, scan), await engineOutcome(this.#options.link, scan)];
      if (!agree(model, engine)) return { model, engine };
    }
    return undefined;
  }

  async #try(trial: Trial): Promise<void> {
    const items = this.#model.tables.flatMap(({ name }) => this.#model.itemsOf(name));
    const model = modelOutcome(this.#model, trial);
    const engine = await engineOutcome(this.#options.link, trial);
    this.result.trials += 1;
    const apart = agree(model, engine) ? await this.#stateApart(trial) : { model, engine };
    if (!apart) {
      if (model.error) count(this.result.refusals, model.error);
      return;
    }
    const difference = { number: this.result.trials, trial, ...apart, items };
    const known = knownDifference(this.#options.engine, difference);
    if (known) count(this.result.known, known);
    else this.result.differences.push(difference);
    this.#requests.forget(trial.input);
    await this.#resync();
  }

  async run(): Promise<Result> {
    while (this.result.trials < this.#options.trials && this.result.differences.length < this.#options.most)
      await this.#try(this.#requests.next());
    return this.result;
  }
}

/** Tries random operations on the model and on an engine and tells where they do not agree. */
export async function duel(options: DuelOptions): Promise<Result> {
  const fight = new Duel(options);
  await fight.open();
  try {
    return await fight.run();
  } finally {
    await fight.close();
  }
}
