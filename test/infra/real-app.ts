import { join } from 'node:path';
import { assemble } from '../../infra/assemble.ts';
import { lambdaSources } from '../../infra/bundle.ts';
import type { OneshelfApp } from '../../infra/oneshelf-app.ts';
import { stageNamed } from '../../infra/stages.ts';
import type { TemplateResource } from './support.ts';
import { props, scratch, stubCode } from './support.ts';

/** The real app of one stage with stub code, not yet synthesised. */
export const appOf = (stage: string): OneshelfApp =>
  assemble([stageNamed(stage)], stubCode(lambdaSources(process.cwd())), { ...props, outdir: join(scratch, stage) });

const synthesised = new Map<string, TemplateResource[]>();

/** All resources of the real app on one stage; each stage is synthesised once for a test file. */
export const resourcesOn = (stage: string): TemplateResource[] => {
  const known = synthesised.get(stage);
  if (known) return known;
  const assembly = appOf(stage).synth();
  const all = assembly.stacks.flatMap(({ stackName, template }) =>
    Object.entries<{ Type: string; Properties: Record<string, unknown> }>(template.Resources ?? {}).map(
      ([id, { Type, Properties }]) => ({ stack: stackName, id, type: Type, properties: Properties ?? {} }),
    ),
  );
  synthesised.set(stage, all);
  return all;
};
