import type { Laboratory } from '../laboratory.ts';
import type { Fate } from '../world/wire.ts';
import type { Chapter } from './chapter.ts';
import { type Point, playChapter, wordsOf } from './points.ts';

/** What became of a chapter in which somebody died. */
export interface Death {
  points: readonly Point[];
  /** Whether everybody died who was to; else the points prove nothing. */
  reached: boolean;
  violations: readonly string[];
}

const kill = ({ after }: Point): Fate => ({ kind: 'killed', applied: after });

/** Plays a chapter and kills the environment at each point in turn: the next once the one before it struck. */
export async function killAt(laboratory: Laboratory, chapter: Chapter, points: readonly Point[]): Promise<Death> {
  let struck = 0;
  const { violations } = await playChapter(laboratory, chapter, (made) => {
    const next = points[struck];
    if (next?.function !== made.function || next.call !== made.call || next.label !== made.label) return undefined;
    // The first death moves what comes after it, so a second one strikes where its place comes by again.
    if (struck === 0 && next.run !== made.run) return undefined;
    struck += 1;
    return kill(next);
  });
  return {
    points,
    reached: struck === points.length,
    violations: violations.map(({ invariant, text }) => `${invariant}: ${text}`),
  };
}

/** A death in words, when it went wrong. */
export function faultOf({ points, reached, violations }: Death): string | undefined {
  const where = points.map(wordsOf).join(', then ');
  if (!reached && points.length === 1) return `${where}: nobody came by`;
  return violations.length > 0 ? `${where}: ${violations.join('; ')}` : undefined;
}
