/** Counters by name. What is missing is nothing. */
export type Tally = Readonly<Record<string, number>>;

/** Without what comes to nothing. */
function trimmed(tally: Tally): Tally {
  return Object.fromEntries(Object.entries(tally).filter(([, count]) => count !== 0));
}

/** Counters added up, or with sign -1 taken away; what comes to nothing is left out. */
export function plus(to: Tally, more: Tally, sign: 1 | -1 = 1): Tally {
  const sum: Record<string, number> = { ...to };
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + sign * count;
  return trimmed(sum);
}

/** Where something is counted, by its name, and what. */
export type Counted = Readonly<Record<string, Tally>>;

/** What has to be added, place by place, so that `after` is counted where `before` was. */
export function changeOf(before: Counted, after: Counted): Counted {
  const places = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changes = places.map((place) => [place, plus(after[place] ?? {}, before[place] ?? {}, -1)] as const);
  return Object.fromEntries(changes.filter(([, change]) => Object.keys(change).length > 0));
}

/** What is counted in several, place by place. */
export function sumOf(all: readonly Counted[]): Counted {
  const sum: Record<string, Tally> = {};
  for (const counted of all)
    for (const [place, tally] of Object.entries(counted)) sum[place] = plus(sum[place] ?? {}, tally);
  return Object.fromEntries(Object.entries(sum).filter(([, tally]) => Object.keys(tally).length > 0));
}
