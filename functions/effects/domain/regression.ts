import { type Estimate, LEVEL } from './means.ts';
import { quantile } from './student.ts';

/** One observation: what is explained, and what explains it. */
export interface Observation {
  y: number;
  x: readonly number[];
}

/** A fitted line: one estimate for each explaining variable, in their order. */
export interface Fit {
  slopes: Estimate[];
  /** The share of the variance of `y` that the line explains. */
  r2: number;
  freedom: number;
}

/** The rows with the largest of what is left in `column` moved up to its place. */
function pivoted(rows: readonly number[][], column: number): number[][] {
  const size = (row: readonly number[]) => Math.abs(row[column] ?? 0);
  const rest = rows.slice(column).sort((a, b) => size(b) - size(a));
  return [...rows.slice(0, column), ...rest];
}

/** The rows with `column` cleared from all but its own. */
function cleared(rows: readonly number[][], column: number): number[][] {
  const own = rows[column] ?? [];
  return rows.map((row, i) => {
    const factor = i === column ? 0 : (row[column] ?? 0) / (own[column] ?? 1);
    return row.map((value, n) => value - factor * (own[n] ?? 0));
  });
}

/** Solves `a · z = b` by elimination; undefined when the variables depend on each other. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] | undefined {
  let rows = a.map((row, i) => [...row, b[i] ?? 0]);
  for (let column = 0; column < a.length; column += 1) {
    rows = pivoted(rows, column);
    if (Math.abs(rows[column]?.[column] ?? 0) < 1e-12) return undefined;
    rows = cleared(rows, column);
  }
  return rows.map((row, i) => (row[a.length] ?? 0) / (row[i] ?? 1));
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const column = (rows: readonly Observation[], i: number) => rows.map(({ x }) => x[i] ?? 0);

/** The observations less the mean of their group: what is the same within a group can explain nothing any more. */
function centred(groups: readonly (readonly Observation[])[]): Observation[] {
  return groups.flatMap((rows) => {
    const middle = (rows[0]?.x ?? []).map((_, i) => mean(column(rows, i)));
    const y = mean(rows.map((row) => row.y));
    return rows.map((row) => ({ y: row.y - y, x: row.x.map((value, i) => value - (middle[i] ?? 0)) }));
  });
}

const squares = (values: readonly number[]) => dot(values, values);

/**
 * Least squares of `y` on the `x`, with an intercept of its own for each group (one group: the plain line). Undefined when there
 * are too few observations or the variables depend on each other. `r2` counts what the groups explain too.
 */
export function leastSquares(groups: readonly (readonly Observation[])[]): Fit | undefined {
  const rows = centred(groups);
  const width = rows[0]?.x.length ?? 0;
  const freedom = rows.length - groups.length - width;
  if (freedom < 1) return undefined;
  const columns = Array.from({ length: width }, (_, i) => column(rows, i));
  const products = columns.map((a) => columns.map((b) => dot(a, b)));
  const y = rows.map((row) => row.y);
  const slopes = solve(
    products,
    columns.map((a) => dot(a, y)),
  );
  if (!slopes) return undefined;
  const left = squares(rows.map((row) => row.y - dot(row.x, slopes)));
  const all = groups.flat().map((row) => row.y);
  const total = squares(all.map((value) => value - mean(all)));
  const reach = quantile(LEVEL, freedom);
  const estimates = slopes.map((estimate, i) => {
    const unit = slopes.map((_, n) => (n === i ? 1 : 0));
    const error = Math.sqrt((left / freedom) * (solve(products, unit)?.[i] ?? 0));
    return { estimate, low: estimate - reach * error, high: estimate + reach * error, level: LEVEL };
  });
  return { slopes: estimates, r2: 1 - left / total, freedom };
}
