/** Fractions of money, by this file's own arithmetic. */

/** Splits a total by weight: each part gets its whole share, what is left goes one by one to the largest fractions. */
export function shares(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((a, b) => a + BigInt(b), 0n);
  if (all === 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const parts = exact.map((share) => Number(share / all));
  const missing = total - parts.reduce((a, b) => a + b, 0);
  const turns = exact
    .map((share, index) => ({ index, fraction: share % all }))
    .sort((a, b) => (a.fraction === b.fraction ? a.index - b.index : a.fraction < b.fraction ? 1 : -1));
  for (const { index } of turns.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
