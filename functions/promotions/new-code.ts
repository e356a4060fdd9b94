import type { Run } from '../../shared/platform/run.ts';
import { codeFrom } from './domain/coupon-code.ts';

/** Two ids of 80 random bits each: from a seed all codes of an issue follow, so it must be harder to guess than any of them. */
export const newSeed = (run: Run): string => `${run.newId()}${run.newId()}`;

/** A code that nobody has and nobody guesses. */
export const newCode = (run: Run): string => codeFrom(newSeed(run), 0);
