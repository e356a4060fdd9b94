import type { InvariantFactory } from '../contract.ts';
import { stockConserved } from './conservation.ts';
import { holdsBacked } from './holds-backed.ts';
import { holdsEnd } from './holds-end.ts';
import { legalLife } from './legal-life.ts';
import { oneIntentOneOrder } from './one-intent.ts';
import { noOversell } from './oversell.ts';
import { noUndersell } from './undersell.ts';

/** Every invariant, in the order of invariants.md. */
export const everyInvariant: readonly InvariantFactory[] = [
  noOversell,
  stockConserved,
  holdsBacked,
  holdsEnd,
  noUndersell,
  oneIntentOneOrder,
  legalLife,
];
