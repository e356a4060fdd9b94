import { type Instant, shift } from '../../shared/kernel/time.ts';
import { type Audited, type Checkpoint, ledgerOf, putCheckpoint, type StoredEntry, skusAfter } from './audit-store.ts';
import { addUp, compare, type Difference, type Recount, type Sum } from './domain/recount.ts';
import { stockOf } from './store.ts';

/** What an audit of some SKUs found. */
export interface Findings {
  checked: number;
  /** Ledger entries that were read for it. */
  entries: number;
  /** SKUs that moved whenever they were looked at; next time. */
  moving: string[];
  differences: Difference[];
  /** The last SKU, when there are more after it. */
  next?: string;
}

/** How thorough an audit is. */
export interface Thoroughness {
  /** Adds up the ledger from its very beginning, whatever was added up before. */
  whole: boolean;
  now: Instant;
}

/** Looks at a SKU before somebody is told that it is moving, or wrong. */
const LOOKS = 3;

/** Entries from which on it is worth keeping their sum. */
const WORTH_KEEPING = 200;

/** An entry may be committed some time after the moment it names, and clocks differ: younger ones are not summed up for good. */
const SETTLED_MS = 3_600_000;

const NOTHING: Checkpoint = { sums: {}, upTo: '' };

async function entriesAfter(sku: string, after: string): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await ledgerOf(sku, { ...(after ? { after } : {}), ...(from ? { from } : {}) });
    entries.push(...page.entries);
    from = page.lastKey;
  } while (from);
  return entries;
}

/** The sum to keep for the next audit, when there is enough that is new and old enough. */
function worthKeeping(start: Checkpoint, entries: readonly StoredEntry[], now: Instant): Checkpoint | undefined {
  const settled = entries.filter(({ at }) => at < shift(now, -SETTLED_MS));
  const upTo = settled.at(-1)?.sk;
  return upTo && settled.length >= WORTH_KEEPING ? { sums: addUp(start.sums, settled), upTo } : undefined;
}

interface Look extends Recount {
  entries: number;
  sums: Record<string, Sum>;
  keep?: Checkpoint;
}

async function look({ sku, checkpoint }: Audited, { whole, now }: Thoroughness, before?: Look): Promise<Look> {
  const start = whole ? NOTHING : (checkpoint ?? NOTHING);
  const levels = await stockOf(sku);
  const entries = await entriesAfter(sku, start.upTo);
  const sums = addUp(start.sums, entries);
  const recount = compare(sku, levels, sums, before?.sums);
  const isRight = !recount.moved && recount.differences.length === 0;
  const keep = isRight ? worthKeeping(start, entries, now) : undefined;
  return { ...recount, sums, entries: entries.length, ...(keep ? { keep } : {}) };
}

/** Looks until the SKU stands still and what is wrong was wrong twice, a few times at most. */
async function auditSku(audited: Audited, how: Thoroughness): Promise<Look> {
  let found = await look(audited, how);
  for (let looks = 1; looks < LOOKS && (found.moved || found.differences.length > 0); looks += 1) {
    found = await look(audited, how, found);
  }
  return found;
}

/** Audits the next SKUs after one. Rights: Query. */
export async function auditAfter(after: string | undefined, limit: number, how: Thoroughness): Promise<Findings> {
  return (await auditKeeping(after, limit, how)).findings;
}

/** As `auditAfter`; answers beside what is worth keeping. */
async function auditKeeping(after: string | undefined, limit: number, how: Thoroughness) {
  const skus = await skusAfter(after, limit);
  const findings: Findings = { checked: skus.length, entries: 0, moving: [], differences: [] };
  const keep: { sku: string; checkpoint: Checkpoint }[] = [];
  for (const audited of skus) {
    const found = await auditSku(audited, how);
    findings.entries += found.entries;
    if (found.moved) findings.moving.push(audited.sku);
    findings.differences.push(...found.differences);
    if (found.keep) keep.push({ sku: audited.sku, checkpoint: found.keep });
  }
  const last = skus.at(-1)?.sku;
  if (last !== undefined && skus.length === limit) findings.next = last;
  return { findings, keep };
}

/** Audits the next SKUs and keeps the sums of what is long settled. Rights: Query, PutItem. */
export async function auditAndKeep(after: string | undefined, limit: number, now: Instant): Promise<Findings> {
  const { findings, keep } = await auditKeeping(after, limit, { whole: false, now });
  for (const { sku, checkpoint } of keep) await putCheckpoint(sku, checkpoint);
  return findings;
}
