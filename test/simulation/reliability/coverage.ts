import { chapters } from '../crash-points/every-chapter.ts';
import type { Laboratory } from '../laboratory.ts';
import { type Blow, strikeAll } from './forced.ts';
import { playInStorm } from './weather.ts';

/** What was really done to whom, by the chapters' names: computed by doing it. */
export interface Coverage {
  /** Chapters in which a function suffered a blow. */
  struck: Map<string, Map<Blow, Set<string>>>;
  /** The same at its calls to the payment provider. */
  atProvider: Map<Blow, Set<string>>;
  /** Chapters in whose storms a queue and its consumer were given the same twice, were overtaken, or a function was run. */
  twice: Map<string, Set<string>>;
  overtaken: Map<string, Set<string>>;
  ranInStorm: Map<string, Set<string>>;
  /** Chapters in whose storms a kind of fault struck. */
  weather: Map<string, Set<string>>;
  violations: string[];
}

const STORMS = [1, 2, 3];

const note = <Key>(into: Map<Key, Set<string>>, key: Key, chapter: string): void => {
  into.set(key, (into.get(key) ?? new Set()).add(chapter));
};

/** Plays every chapter under every blow and in storms. The same code gives the same answer. */
export async function measureCoverage(laboratory: Laboratory): Promise<Coverage> {
  const coverage: Coverage = {
    struck: new Map(),
    atProvider: new Map(),
    twice: new Map(),
    overtaken: new Map(),
    ranInStorm: new Map(),
    weather: new Map(),
    violations: [],
  };
  for (const chapter of chapters) {
    const { struck, violations } = await strikeAll(laboratory, chapter);
    coverage.violations.push(...violations);
    for (const { function: name, blow, label } of struck) {
      const blows = coverage.struck.get(name) ?? new Map<Blow, Set<string>>();
      coverage.struck.set(name, blows);
      note(blows, blow, chapter.name);
      if (label.startsWith('partner ')) note(coverage.atProvider, blow, chapter.name);
    }
    for (const seed of STORMS) {
      const storm = await playInStorm(laboratory, chapter, seed);
      coverage.violations.push(...storm.violations);
      for (const name of storm.twice) note(coverage.twice, name, chapter.name);
      for (const name of storm.overtaken) note(coverage.overtaken, name, chapter.name);
      for (const name of storm.functions) note(coverage.ranInStorm, name, chapter.name);
      for (const kind of Object.keys(storm.faults)) note(coverage.weather, kind, chapter.name);
    }
  }
  return coverage;
}

/** Chapters in which a function suffered a blow. */
export function chaptersOf({ struck }: Coverage, name: string, blow: Blow): string[] {
  return [...(struck.get(name)?.get(blow) ?? [])];
}
