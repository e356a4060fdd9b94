import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A right to take away: `action` from the statement `sid` of a function of a context. */
export interface Taken {
  context: string;
  /** The function's file name, `place-order`. */
  name: string;
  sid: string;
  action: string;
}

interface Statement {
  Sid?: string;
  Action: string | string[];
}

interface Template {
  Resources: Record<
    string,
    { Type: string; Properties: { Policies?: { PolicyDocument: { Statement: Statement[] } }[] } }
  >;
}

function statementOf(template: Template, { name, sid }: Taken): Statement {
  const prefix = `${name.replaceAll('-', '')}Role`;
  const roles = Object.entries(template.Resources).filter(
    ([id, { Type }]) => Type === 'AWS::IAM::Role' && id.startsWith(prefix),
  );
  const statements = roles
    .flatMap(([, role]) => role.Properties.Policies ?? [])
    .flatMap((p) => p.PolicyDocument.Statement);
  const statement = statements.find((each) => each.Sid === sid);
  if (!statement) throw new Error(`no statement ${sid} for ${name}`);
  return statement;
}

function takeAway(template: Template, taken: Taken): void {
  const statement = statementOf(template, taken);
  const actions = [statement.Action].flat();
  if (!actions.includes(taken.action)) throw new Error(`${taken.name} has no right to ${taken.action}`);
  // A policy must allow something: where nothing is left, something harmless stands in.
  const left = actions.filter((action) => action !== taken.action);
  statement.Action = left.length > 0 ? left : ['dynamodb:DescribeTable'];
}

/** A copy of an assembly in which some functions have one right too few; answers its folder, to be removed by the caller. */
export function assemblyWithout(assemblyDir: string, rights: readonly Taken[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'oneshelf-denied-'));
  for (const entry of readdirSync(assemblyDir)) {
    const isTemplate = entry.endsWith('.template.json');
    if (!isTemplate) symlinkSync(join(assemblyDir, entry), join(copy, entry));
    if (!isTemplate) continue;
    const template = JSON.parse(readFileSync(join(assemblyDir, entry), 'utf8')) as Template;
    for (const taken of rights) if (entry === `local-${taken.context}.template.json`) takeAway(template, taken);
    writeFileSync(join(copy, entry), JSON.stringify(template));
  }
  return copy;
}
