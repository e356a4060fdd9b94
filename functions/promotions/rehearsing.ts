/** What rehearsals may read of promotions, and the very evaluation that prices a cart, with rules of their choice. */
import { batchGet } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import { compile } from './domain/compile.ts';
import type { Definition, Published } from './domain/promotion.ts';
import { readSegments, readSegmentVersions, usedSegments } from './segments.ts';
import { findPromotion, versionKey } from './store.ts';
import { forEverybody } from './trial.ts';

/** A version of a promotion by its number. */
export interface VersionAsked {
  promotionId: string;
  version: number;
}

/** Versions as they were written, drafts too; unknown ones are left out. Right: BatchGetItem. */
export async function versionsOf(asked: readonly VersionAsked[]): Promise<Published[]> {
  const keys = asked.map(({ promotionId, version }) => ({
    table: tableName('promotions'),
    ...versionKey(promotionId, version),
  }));
  const found = await batchGet(keys);
  return asked.flatMap(({ promotionId, version }, at) => {
    const key = keys[at];
    const definition = key && (found.get(key)?.definition as Definition | undefined);
    return definition ? [{ ...definition, promotionId, version }] : [];
  });
}

/** The number of a promotion's newest version, or undefined. Right: GetItem. */
export async function newestVersion(promotionId: string): Promise<number | undefined> {
  return (await findPromotion(promotionId))?.version;
}

/** All published versions that may still be given. Right: BatchGetItem. */
export async function publishedNow(): Promise<Published[]> {
  const versions = await readSegmentVersions();
  const segments = await readSegments(usedSegments(versions));
  return [...segments.values()].flatMap(({ held }) => held);
}

const BEGINNING = '0001-01-01T00:00:00.000Z';
const END = '9999-12-31T23:59:59.999Z';

/** The promotion as if it had always run for everybody and always would; its hours and days of the week stay. */
export function always<Promotion extends Published>(promotion: Promotion): Promotion {
  return { ...forEverybody(promotion), validFrom: BEGINNING, validTo: END };
}

/** Which lines a promotion is for. */
export function coverageOf(promotion: Published) {
  const { promotionId } = promotion;
  const compiled = compile([promotion]).byId.get(promotionId);
  return (line: { sku: string; category: string; brand?: string }) => compiled?.covers(line) ?? false;
}
