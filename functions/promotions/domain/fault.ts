import type { ErrorAt } from '../../../shared/kernel/errors.ts';

/** Something to look at: whether it is wrong, where, and the code of the fault. */
export type Check = [isWrong: boolean, path: string, code: string];

/** The places of what is wrong. */
export function wrong(checks: readonly Check[]): ErrorAt[] {
  return checks.filter(([isWrong]) => isWrong).map(([, path, code]) => ({ path, code }));
}

/** One of the two is given, and not the other. */
export const isOne = (a: unknown, b: unknown) => (a !== undefined) !== (b !== undefined);

/** A value stands in the list more than once. */
export const repeats = (values: readonly unknown[]) => new Set(values).size < values.length;
