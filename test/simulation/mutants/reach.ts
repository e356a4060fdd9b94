import { readFileSync } from 'node:fs';
import type { SourceChange } from '../world/code.ts';
import { placesIn, plantedFiles } from './generate.ts';
import type { Seen } from './operators.ts';
import { type Node, type Source, sourceOf } from './source.ts';

/** What the code under test calls when it comes by a place where a bug could be. */
const SIGN = 'comesByPlantedPlace';

interface Wrap {
  node: Node;
  before: string;
  after: string;
}

const WRAPS: Record<Exclude<Seen, 'always'>, (id: string) => Omit<Wrap, 'node'>> = {
  evaluated: (id) => ({ before: `(${SIGN}(${id}), `, after: ')' }),
  'not-false': (id) => ({ before: `((it) => (it && ${SIGN}(${id}), it))(`, after: ')' }),
  'not-true': (id) => ({ before: `((it) => (it || ${SIGN}(${id}), it))(`, after: ')' }),
  statement: (id) => ({ before: `{ ${SIGN}(${id}); `, after: ' }' }),
  body: (id) => ({ before: `{ ${SIGN}(${id}); `, after: ' }' }),
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

/** The sources so changed that they tell when a bug planted at a place would have made a difference there. */
export function markedSources(): SourceChange[] {
  return plantedFiles()
    .filter((file) => placesIn(sourceOf(file, readFileSync(file, 'utf8'))).length > 0)
    .map(marked);
}

/** Runs `act` and answers the ids of the places that were come by meanwhile. */
export async function placesComeBy(act: () => Promise<unknown>): Promise<Set<string>> {
  const seen = new Set(always);
  Object.assign(globalThis, { [SIGN]: (id: string) => seen.add(id) });
  await act();
  return seen;
}
