import { globSync, readFileSync } from 'node:fs';
import type { SourceChange } from '../world/code.ts';
import { type Kind, type Plant, plantsIn } from './operators.ts';
import { type Source, sourceOf } from './source.ts';

/** A bug in one source file. */
export interface SourceMutant {
  /** `file:line:kind`, with a number where a line has several. Stable as long as the lines are. */
  id: string;
  kind: Kind;
  change: SourceChange;
  /** What stood there, shortened. */
  was: string;
}

const numbered = (ids: Map<string, number>, id: string): string => {
  const count = (ids.get(id) ?? 0) + 1;
  ids.set(id, count);
  return count === 1 ? id : `${id}.${count}`;
};

/** The places in one file, each with its id. */
export function placesIn(source: Source): (Plant & { id: string })[] {
  const ids = new Map<string, number>();
  return plantsIn(source).map((plant) => {
    const { kind, node, variant } = plant;
    const id = `${source.file}:${source.lineOf(node)}:${kind}${variant ? `-${variant}` : ''}`;
    return { ...plant, id: numbered(ids, id) };
  });
}

/** The bugs that can be planted in one file. */
export function mutantsOf(file: string, text: string): SourceMutant[] {
  const source = sourceOf(file, text);
  return placesIn(source).map(({ id, kind, node, replacement }) => {
    const was = source.textOf(node).replace(/\s+/g, ' ').slice(0, 90);
    return { id, kind, was, change: { file, transform: () => source.with(node, replacement) } };
  });
}

/** What stands outside the simulated world, which puts its own in its place. */
const OUTSIDE = new Set(['aws-wire.ts', 'exchange.ts', 'env.ts', 'world.ts'].map((name) => `shared/platform/${name}`));

/** The files in which bugs are planted: the functions and what is around every function. */
export function plantedFiles(): string[] {
  return globSync(['functions/**/*.ts', 'shared/platform/*.ts'], { cwd: process.cwd() })
    .filter((file) => !OUTSIDE.has(file))
    .sort();
}

/** Every bug that can be planted in a source. */
export function sourceMutants(): SourceMutant[] {
  return plantedFiles().flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
}
