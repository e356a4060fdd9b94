import { join } from 'node:path';
import { synthesise } from '../../local/synth.ts';

/** Jest's global set-up for tests on the whole app: synthesises it once and tells where it lies, unless that is told already. */
export default async function synthesiseApp(): Promise<void> {
  process.env.TZ = 'UTC';
  if (process.env.ONESHELF_TEST_ASSEMBLY) return;
  const root = process.cwd();
  const cacheDir = join(root, '.oneshelf', 'assembly');
  process.env.ONESHELF_TEST_ASSEMBLY = await synthesise({ root, cacheDir, environment: process.env });
}
