import { join } from 'node:path';
import process from 'node:process';
import { Validations } from 'aws-cdk-lib';
import { assemble } from './assemble.ts';
import { bundle, lambdaSources } from './bundle.ts';
import { stageNamed, stages, withLocalOverrides } from './stages.ts';

// The entry point of `cdk` and of `node infra/app.ts`. Context `stage` picks one stage; without it every stage that is deployed.
const context: Record<string, string | undefined> = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}');
const chosen = context.stage
  ? [stageNamed(context.stage)]
  : Object.values(stages).filter(({ name }) => name !== 'local');
const outdir = process.env.CDK_OUTDIR ?? 'cdk.out';

const isLocal = context.stage === 'local';
const code = await bundle(lambdaSources(process.cwd()), join(outdir, 'bundle'), { sharesChunks: isLocal });
const app = assemble(
  chosen.map((stage) => withLocalOverrides(stage, process.env)),
  code,
  {
    outdir,
    postCliContext: { '@aws-cdk/core:validateAgainstDefaultRules': true },
    analyticsReporting: false,
    builtinCloudFormationValidation: !isLocal,
  },
);
// The local stage protects nothing, on purpose, and does not wait for the rules to load; every other one passes every rule
// or is not synthesised.
if (!isLocal) {
  const { rulePacks } = await import('./rules/pack.ts');
  Validations.of(app).addPlugins(...rulePacks(app));
}
app.synth();
