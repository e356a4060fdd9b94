import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckoutFigures } from '../checkout.ts';
import type { ColdFigures } from '../cold.ts';
import type { NeighbourFigures } from '../neighbours.ts';
import type { PriceFigures } from '../price.ts';
import type { ProfileFigures } from '../profile.ts';
import type { PromotionFigures } from '../promotions.ts';
import type { QuoteFigures } from '../quotes.ts';
import type { Measured } from './machine.ts';

/** The figures of one measure with where and when they were taken. */
export type Section<Figures> = { measured: Measured; figures: Figures };

/** All that was measured, each measure as of its last run. */
export interface Results {
  checkout?: Section<CheckoutFigures[]>;
  profile?: Section<ProfileFigures>;
  cold?: Section<ColdFigures>;
  quotes?: Section<QuoteFigures>;
  promotions?: Section<PromotionFigures>;
  price?: Section<PriceFigures>;
  neighbours?: Section<NeighbourFigures>;
}

const file = join('bench', 'results.json');

/** Reads `bench/results.json`; nothing was measured where it is missing. */
export function readResults(): Results {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {};
}

/** Writes `bench/results.json`. */
export function writeResults(results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
}
