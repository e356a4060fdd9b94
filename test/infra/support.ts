import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { BundledFunction } from '../../infra/bundle.ts';
import { OneshelfApp } from '../../infra/oneshelf-app.ts';

/** One resource of a synthesised template. */
export interface TemplateResource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Record<string, unknown>;
}

/** A folder for what a test file synthesises. */
export const scratch = mkdtempSync(join(tmpdir(), 'oneshelf-infra-'));
/** Settings of an app that is only looked at. */
export const props = { analyticsReporting: false, builtinCloudFormationValidation: false };

/** Code that does nothing, for tests that look at templates and not at what runs. */
export const stubCode = (sources: readonly string[]): ReadonlyMap<string, BundledFunction> => {
  const directory = join(scratch, 'code');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'index.mjs'), 'export const handler = () => undefined;\n');
  return new Map(sources.map((source) => [source, { directory, hash: 'stub', bytes: 0 }]));
};

/** An app for stacks of a test's own, which finds code for the given sources only. */
export const fixtureApp = (...sources: readonly string[]): OneshelfApp =>
  new OneshelfApp(stubCode(sources), { ...props, outdir: mkdtempSync(join(scratch, 'fixture-')) });

/** The resources of a stack as its template says them. */
export const resourcesOf = (stack: Stack): TemplateResource[] =>
  Object.entries(Template.fromStack(stack).toJSON().Resources ?? {}).map(([id, resource]) => {
    const { Type, Properties } = resource as { Type: string; Properties: Record<string, unknown> };
    return { stack: stack.stackName, id, type: Type, properties: Properties ?? {} };
  });
