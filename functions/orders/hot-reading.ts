import type { Found, ItemKey } from '../../shared/platform/batch-get.ts';
import { type Commanded, replayCommand } from '../../shared/platform/command-ledger.ts';
import type { Reply } from '../../shared/platform/http.ts';
import { recordAlone } from '../../shared/platform/lone-command.ts';
import { count } from '../../shared/platform/metrics.ts';
import { problemReply } from '../../shared/platform/problem.ts';
import { remembered, world } from '../../shared/platform/world.ts';
import { productKeys } from '../catalog/holds.ts';
import { mostOf, type StockLevel, soldOut, stockKeys, type Want, wantsOf } from '../inventory/holds.ts';

/**
 * How long a warm function believes that a hot SKU is sold out. A unit that is given back is for sale again after that at the
 * latest; half of what nobody would notice (two seconds) leaves the other half for the request itself.
 */
const BELIEVED_MS = 1_000;

/**
 * How long it believes what it read of a hot product and its rule: one partition gives 3,000 reads a second, a sale asks for
 * more. How many are left is read each time, so that nobody joins a line for nothing.
 */
const KEPT_MS = 1_000;

interface Memory {
  /** Nobody who wants so many or more can be served. */
  gone: Map<string, { quantity: number; until: number }>;
  kept: Map<string, { items: Map<string, Record<string, unknown>>; until: number }>;
}

const memory = () => remembered('hot-skus', (): Memory => ({ gone: new Map(), kept: new Map() }));
const now = () => Date.parse(world.now());
const nameOf = ({ table, pk, sk }: ItemKey) => `${table}|${pk}|${sk}`;

/**
 * Remembers for a moment that there is less of these than was wanted: for everybody, not only at his counter, in his channel
 * or for those who may not wait.
 */
export function rememberSoldOut(wants: readonly Want[], levels: readonly StockLevel[]): void {
  const until = now() + BELIEVED_MS;
  for (const { sku, quantity } of wants) {
    const there = levels.reduce((sum, level) => (level.sku === sku ? sum + mostOf(level) : sum), 0);
    if (there < quantity) memory().gone.set(sku, { quantity, until });
  }
}

const isKept = ({ sk }: ItemKey) => !sk.startsWith('AT#');

/** Remembers for a moment what was read of hot SKUs, save how many are left. */
export function keepReading(found: Found, skus: readonly string[]): void {
  const { kept } = memory();
  const until = now() + KEPT_MS;
  for (const sku of skus) {
    if (kept.has(sku)) continue; // What was just read from memory does not get younger by that.
    const keys = [...productKeys([sku]), ...stockKeys([sku])].filter(isKept);
    const items = keys.flatMap((key) => {
      const item = found.get(key);
      return item ? [[nameOf(key), item] as const] : [];
    });
    kept.set(sku, { items: new Map(items), until });
  }
}

/** What is remembered of these SKUs; undefined in the normal case. */
export function keptOf(skus: readonly string[]): Found | undefined {
  const { kept } = memory();
  if (kept.size === 0) return undefined;
  const at = now();
  for (const [sku, { until }] of kept) if (until <= at) kept.delete(sku);
  const known = skus.flatMap((sku) => kept.get(sku) ?? []);
  if (known.length === 0) return undefined;
  return { get: (key) => known.map(({ items }) => items.get(nameOf(key))).find((item) => item !== undefined) };
}

function goneOf(lines: readonly { sku: string; quantity: number }[]): Want[] {
  const { gone } = memory();
  if (gone.size === 0) return []; // The normal case.
  const at = now();
  for (const [sku, { until }] of gone) if (until <= at) gone.delete(sku);
  return wantsOf(lines).filter(({ sku, quantity }) => quantity >= (gone.get(sku)?.quantity ?? Infinity));
}

/**
 * The answer to somebody who wants what was sold out a moment ago, in one write: the refusal is kept as his command's reply,
 * and the same write finds out whether the command has another one already. Undefined when nothing is known to be gone.
 */
export async function refuseAtOnce(
  commanded: Commanded,
  lines: readonly { sku: string; quantity: number }[],
): Promise<Reply | undefined> {
  const gone = goneOf(lines);
  if (gone.length === 0) return undefined;
  const refusal = soldOut(gone.map(({ line }) => line));
  const { statusCode, body, headers } = problemReply(refusal, commanded.run.correlationId);
  const known = await recordAlone(commanded, { status: statusCode, body: JSON.parse(body) });
  if (known) return replayCommand(commanded, known);
  count('SoldOut');
  return { status: statusCode, body, headers };
}
