/** Whole minor units, done the long way. Shares no code with the functions it judges. */

/** So many percent (one decimal at most) of an amount, half up. */
export function percentOf(amount: number, percent: number): number {
  const tenths = BigInt(Math.round(percent * 10));
  return Number((BigInt(amount) * tenths * 2n + 1000n) / 2000n);
}

const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Shares by weight: each its whole part, and what is left one by one to the largest rests, the earlier first. */
function sharesOf(amount: number, weights: readonly number[]): number[] {
  const all = BigInt(total(weights));
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const shares = exact.map((one) => Number(one / all));
  const order = weights
    .map((_, n) => n)
    .sort((a, b) => Number((exact[b] ?? 0n) % all) - Number((exact[a] ?? 0n) % all));
  for (const n of order.slice(0, amount - total(shares))) shares[n] = (shares[n] ?? 0) + 1;
  return shares;
}

/** Spreads an amount by weight over what has room for it. What one has no room for is spread over the others again. */
export function spread(amount: number, weights: readonly number[], rooms: readonly number[]): number[] {
  const places = weights.map((_, n) => n);
  const settled = new Map<number, number>(places.filter((n) => weights[n] === 0 || rooms[n] === 0).map((n) => [n, 0]));
  const goal = Math.min(amount, total(places.filter((n) => !settled.has(n)).map((n) => rooms[n] ?? 0)));
  for (;;) {
    const open = places.filter((n) => !settled.has(n));
    if (open.length === 0) break;
    const shares = sharesOf(
      goal - total([...settled.values()]),
      open.map((n) => weights[n] ?? 0),
    );
    const full = open.filter((n, place) => (shares[place] ?? 0) > (rooms[n] ?? 0));
    if (full.length === 0) {
      for (const [place, n] of open.entries()) settled.set(n, shares[place] ?? 0);
      break;
    }
    for (const n of full) settled.set(n, rooms[n] ?? 0);
  }
  return places.map((n) => settled.get(n) ?? 0);
}
