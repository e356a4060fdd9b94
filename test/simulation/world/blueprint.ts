import { join } from 'node:path';
import { type Blueprint, readBlueprint } from '../../../local/blueprint.ts';
import { synthesise } from '../../../local/synth.ts';

const REALM = { accountId: '000000000000', region: 'us-east-1', partition: 'aws' };

/** The synthesised template, read as the local platform reads it; synthesised at most once for equal sources. */
export async function simulatedBlueprint(): Promise<Blueprint> {
  const root = process.cwd();
  const cacheDir = join(root, '.oneshelf', 'assembly');
  const told = process.env.ONESHELF_TEST_ASSEMBLY;
  const assembly = told ?? (await synthesise({ root, cacheDir, environment: process.env }));
  return readBlueprint(assembly, REALM);
}
