import { readFileSync } from 'node:fs';
import type { World } from '../../../shared/platform/world.ts';
import { type Code, loadCode, type SourceChange } from '../world/code.ts';
import { placesIn, plantedFiles } from './generate.ts';
import type { Seen } from './operators.ts';
import { type Node, type Source, sourceOf } from './source.ts';

/** What the code under test calls when it comes by a place where a bug could be. */
const SIGN = 'comesByPlantedPlace';
/** What it calls when it makes a condition: it matters once the store refuses what it was made for, or says nothing. */
const BOUND = 'makesPlantedCondition';

interface Wrap {
  node: Node;
  before: string;
  after: string;
}

const failing = (id: string): string =>
  `((act) => async (...given) => { try { return await act(...given); } catch (error) { ${SIGN}(${id}); throw error; } })(`;

const WRAPS: Record<Exclude<Seen, 'always'>, (id: string) => Omit<Wrap, 'node'>> = {
  evaluated: (id) => ({ before: `(${SIGN}(${id}), `, after: ')' }),
  refused: (id) => ({ before: `(${BOUND}(${id}), `, after: ')' }),
  'not-false': (id) => ({ before: `((it) => (it && ${SIGN}(${id}), it))(`, after: ')' }),
  'not-true': (id) => ({ before: `((it) => (it || ${SIGN}(${id}), it))(`, after: ')' }),
  throws: (id) => ({ before: 'try { ', after: ` } catch (error) { ${SIGN}(${id}); throw error; }` }),
  forbids: (id) => ({ before: '{ const may = (() => ', after: `)(); if (!may) ${SIGN}(${id}); return may; }` }),
  fails: (id) => ({ before: failing(id), after: ')' }),
};

const hasAwait = (source: Source, node: Node): boolean => /\bawait\b/.test(source.textOf(node));

/** Places that are always come by: constants, which are read when the code is loaded. */
const always = new Set<string>();

function marked(file: string): SourceChange {
  const transform = (text: string): string => {
    const source = sourceOf(file, text);
    const wraps = placesIn(source).flatMap(({ id, node, seen }): Wrap[] => {
      const shown = seen ?? { node, how: 'evaluated' as const };
      if (shown.how === 'always') {
        always.add(id);
        return [];
      }
      const isArrow = shown.how.startsWith('not-') && !hasAwait(source, shown.node);
      const how = shown.how.startsWith('not-') && !isArrow ? 'evaluated' : shown.how;
      return [{ node: shown.node, ...WRAPS[how](JSON.stringify(id)) }];
    });
    return source.wrapped(wraps);
  };
  return { file, transform };
}

const isRefusal = (error: unknown): boolean => JSON.stringify(error ?? {}).includes('ConditionalCheckFailed');
const nameOf = (error: unknown): string => String((error as { name?: unknown } | undefined)?.name);
/** Nobody hears what the store says to a commit that arrives after it was given up: it may be refused then. */
const isSilence = (error: unknown): boolean => String((error as Error | undefined)?.message).startsWith('no answer');

/** Code that tells where it comes by: a bug planted there would have made a difference. */
export class Lookout {
  readonly code: Code;
  #seen = new Set<string>();
  /** Conditions that an environment made and nothing has refused yet. */
  readonly #bound = new WeakMap<object, Set<string>>();
  #here: () => object = () => this;

  private constructor(code: Code) {
    this.code = { ...code, install: (world, under) => code.install(this.#watched(world), under) };
    const come = (id: string) => this.#seen.add(id);
    Object.assign(globalThis, { [SIGN]: come, [BOUND]: (id: string) => this.#boundHere().add(id) });
  }

  static async open(): Promise<Lookout> {
    const files = plantedFiles().filter((file) => placesIn(sourceOf(file, readFileSync(file, 'utf8'))).length > 0);
    return new Lookout(await loadCode(...files.map(marked)));
  }

  /** Runs `act` and answers the ids of the places that were come by meanwhile. */
  async during(act: () => Promise<unknown>): Promise<Set<string>> {
    this.#seen = new Set(always);
    await act();
    return this.#seen;
  }

  #boundHere(): Set<string> {
    const here = this.#here();
    const known = this.#bound.get(here) ?? new Set<string>();
    this.#bound.set(here, known);
    return known;
  }

  /** The world, with an eye on what the store refuses. The promises are the world's own, so nothing moves. */
  #watched(world: World): World {
    this.#here = () => world.memory;
    const call: World['call'] = (...asked) => {
      const bound = this.#boundHere();
      const reply = world.call(...asked);
      reply.then(
        () => /Put|Update|Delete|Write/.test(asked[1]) && bound.clear(),
        (error: unknown) => this.#hear(error, bound),
      );
      return reply;
    };
    return Object.create(world, { call: { value: call } }) as World;
  }

  #hear(error: unknown, bound: Set<string>): void {
    if (nameOf(error) !== 'ConditionalCheckFailedException' && !isRefusal(error) && !isSilence(error)) return;
    for (const id of bound) this.#seen.add(id);
  }
}
