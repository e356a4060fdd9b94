import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../infra/assemble.ts';
import type { BundledFunction } from '../../infra/bundle.ts';
import { lambdaSources } from '../../infra/bundle.ts';
import { stageNamed } from '../../infra/stages.ts';

/** One resource of a synthesised template. */
export interface TemplateResource {
  readonly stack: string;
  readonly id: string;
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

const scratch = mkdtempSync(join(tmpdir(), 'oneshelf-infra-'));

/** Code that does nothing, for tests that look at templates and not at what runs. */
export const stubCode = (sources: readonly string[]): ReadonlyMap<string, BundledFunction> => {
  const directory = join(scratch, 'code');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'index.mjs'), 'export const handler = () => undefined;\n');
  return new Map(sources.map((source) => [source, { directory, hash: 'stub', bytes: 0 }]));
};

/** An app of one stage with stub code, not yet synthesised. */
export const appOf = (stage: string) =>
  assemble([stageNamed(stage)], stubCode(lambdaSources(process.cwd())), {
    outdir: join(scratch, stage),
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
