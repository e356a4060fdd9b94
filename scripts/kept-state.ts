import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a platform's state. Throws when there is none: a shop that is not there would pass every comparison. */
export function keptIn(dataDir: string): string {
  if (existsSync(join(dataDir, 'dynamodb.sqlite'))) return dataDir;
  throw new Error(`no platform keeps its state in ${dataDir}`);
}
