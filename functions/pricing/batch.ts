import * as z from 'zod';
import { DomainError } from '../../shared/kernel/errors.ts';
import { type Instant, shift } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { invalidInput } from '../../shared/platform/problem.ts';
import { tableOf } from './domain/csv.ts';
import type { Observation } from './domain/market.ts';
import { observations as schema } from './market-routes.ts';

type Told = z.output<typeof schema>;

const COLUMNS = ['sku', 'competitor', 'price', 'currency', 'observedAt'];

/** How far the clock of whoever looked may go ahead of ours. */
const AHEAD_MS = 300_000;

function read(csv: string): Told {
  const rows = tableOf(csv, COLUMNS).map(({ source, price = '', ...row }) => ({
    ...row,
    price: price === '' ? undefined : Number(price),
    ...(source ? { source } : {}),
  }));
  const result = z.strictObject({ csv: schema }).safeParse({ csv: rows });
  if (!result.success) throw invalidInput(result.error);
  return result.data.csv;
}

interface Fault {
  field: string;
  code: string;
  isBad(each: Told[number]): boolean;
}

function refuse(told: Told, at: string, { field, code, isBad }: Fault): void {
  const errors = told.flatMap((each, index) => (isBad(each) ? [{ path: `${at}.${index}.${field}`, code }] : []));
  if (errors.length > 0) throw new DomainError('invalid', code, 'Some observations cannot be true.', { errors });
}

/**
 * The observations of a request, JSON or CSV, and where they stand in it. Throws invalid `pricing.bad-csv`,
 * `pricing.csv-lacks-column`, `pricing.wrong-currency`, `pricing.observed-in-future`, `request.invalid`.
 */
export function observationsOf(body: { observations?: Told; csv?: string }, now: Instant) {
  const at = body.csv === undefined ? 'observations' : 'csv';
  const told = body.csv === undefined ? (body.observations ?? []) : read(body.csv);
  refuse(told, at, {
    field: 'currency',
    code: 'pricing.wrong-currency',
    isBad: ({ currency }) => currency !== shop.currency,
  });
  const latest = shift(now, AHEAD_MS);
  refuse(told, at, {
    field: 'observedAt',
    code: 'pricing.observed-in-future',
    isBad: ({ observedAt }) => observedAt > latest,
  });
  const observations = told.map(({ currency: _currency, ...observation }): Observation => observation);
  return { observations, at };
}
