/** With more places than this, looking at every choice of them takes too long. */
const MOST_EXACT = 12;

/** All choices of `size` places, those of earlier places first. */
function* choices(places: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) yield [];
  for (let at = from; size > 0 && at <= places.length - size; at += 1) {
    for (const rest of choices(places, size - 1, at + 1)) yield [places[at] ?? '', ...rest];
  }
}

/** Leaves out what is not needed, worst place first: few places, if not always the fewest. */
function withoutNeedless(places: readonly string[], suffices: (some: readonly string[]) => boolean): string[] {
  return [...places].reverse().reduce<string[]>(
    (kept, place) => {
      const fewer = kept.filter((other) => other !== place);
      return suffices(fewer) ? fewer : kept;
    },
    [...places],
  );
}

/**
 * The fewest of `places` (best first) that suffice together, the best ones of those; exact up to twelve places, beyond
 * that at least none is needless. All of them together must suffice.
 */
export function fewestOf(places: readonly string[], suffices: (some: readonly string[]) => boolean): string[] {
  if (places.length > MOST_EXACT) return withoutNeedless(places, suffices);
  for (let size = 1; size < places.length; size += 1) {
    for (const some of choices(places, size)) if (suffices(some)) return some;
  }
  return [...places];
}
