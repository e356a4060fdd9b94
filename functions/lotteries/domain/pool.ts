import type { Lottery, Prize } from './lottery.ts';

/** How the prizes of a new version change what is left: more of some, and some that are new. Never fewer. */
export function poolChange(before: Lottery | undefined, prizes: readonly Prize[]): { prizeId: string; more: number }[] {
  const known = new Map((before?.prizes ?? []).map(({ prizeId, count }) => [prizeId, count]));
  return prizes
    .map(({ prizeId, count }) => ({ prizeId, more: count - (known.get(prizeId) ?? 0) }))
    .filter(({ more }) => more !== 0);
}

/** Prizes of the version before that the new one does not have. */
export function prizesGone(before: Lottery | undefined, prizes: readonly Prize[]): string[] {
  const kept = new Set(prizes.map(({ prizeId }) => prizeId));
  return (before?.prizes ?? []).map(({ prizeId }) => prizeId).filter((prizeId) => !kept.has(prizeId));
}
