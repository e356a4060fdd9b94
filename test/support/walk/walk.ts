import type { TestPlatform } from '../platform.ts';
import { browse, doubleClick, imports, look, otherEndings, wholeLife } from './orders.ts';
import { openShop } from './shop-work.ts';
import { openWalk, type Walker } from './walker.ts';

/** One small scripted life of a shop that calls every route with success. */
export async function walkThrough(platform: TestPlatform): Promise<Walker> {
  const walker = await openWalk(platform);
  await openShop(walker);
  await browse(walker);
  await wholeLife(walker);
  await otherEndings(walker);
  await doubleClick(walker);
  await imports(walker);
  await look(walker);
  return walker;
}
