import { join } from 'node:path';
import { synthesise } from '../../local/synth.ts';

/** Jest's global set-up for tests on the whole app: synthesises it once and tells where it lies. */
export default async function synthesiseApp(): Promise<void> {
  const root = process.cwd();
  const cacheDir = join(root, '.oneshelf', 'assembly');
  process.env.TZ = 'UTC';
  process.env.ONESHELF_TEST_ASSEMBLY = await synthesise({ root, cacheDir, environment: process.env });
}
