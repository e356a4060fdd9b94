import { splitByLargestRemainder } from '../../../../shared/kernel/money.ts';

/** Gives the lines that cannot take their part what they can take, and closes them. True where there was one. */
function closeFull(parts: readonly number[], open: number[], rooms: readonly number[], out: number[]): number[] {
  const still: number[] = [];
  open.forEach((line, place) => {
    const room = rooms[line] ?? 0;
    if ((parts[place] ?? 0) > room) out[line] = room;
    else still.push(line);
  });
  return still;
}

/**
 * Splits `total` by `weights` (largest remainder) so that no line takes more than its room: what one cannot take is split
 * anew over the others. What nobody can take is lost.
 */
export function share(total: number, weights: readonly number[], rooms: readonly number[]): number[] {
  const out: number[] = weights.map(() => 0);
  let open: number[] = [];
  let room = 0;
  weights.forEach((weight, line) => {
    if (weight === 0 || rooms[line] === 0) return;
    open.push(line);
    room += rooms[line] ?? 0;
  });
  let left = Math.min(total, room);
  while (open.length > 0) {
    const parts = splitByLargestRemainder(
      left,
      open.map((line) => weights[line] ?? 0),
    );
    const still = closeFull(parts, open, rooms, out);
    if (still.length === open.length) {
      open.forEach((line, place) => {
        out[line] = parts[place] ?? 0;
      });
      return out;
    }
    left = Math.min(total, room) - out.reduce((sum, part) => sum + part, 0);
    open = still;
  }
  return out;
}
