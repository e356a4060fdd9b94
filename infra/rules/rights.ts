import type { CfnResource } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { contextNames } from '../constructs/names.ts';
import { holdSid } from '../constructs/rights.ts';
import type { Rule } from './rule.ts';
import { flat, resolved } from './rule.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Sid?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
}

interface Document {
  readonly Statement: readonly Statement[];
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const documentsOf = (node: CfnResource): readonly Document[] | undefined => {
  if (node instanceof CfnRole) {
    const policies: readonly { policyDocument: Document }[] = (resolved(node, node.policies) as never) ?? [];
    return policies.map(({ policyDocument }) => policyDocument);
  }
  if (node instanceof CfnPolicy || node instanceof CfnManagedPolicy) return [resolved(node, node.policyDocument)];
  return undefined;
};

const allowed = (node: CfnResource): readonly Statement[] | undefined =>
  documentsOf(node)
    ?.flatMap((document) => document.Statement)
    .filter(({ Effect }) => Effect === 'Allow');

/** The part of an ARN after partition, service, region and account. */
const withoutPlace = (arn: string): string => (arn.startsWith('arn:') ? arn.split(':').slice(5).join(':') : arn);

const resourcesOf = (statement: Statement): readonly string[] => listOf(statement.Resource).map(flat);

/** No statement allows an action by a wildcard, or all but some. */
export const wildcardAction: Rule = {
  name: 'WildcardAction',
  info: 'The policy allows actions by a wildcard.',
  explanation: 'Rights are by verb: a wildcard grows with every verb that AWS adds.',
  check: (node) =>
    allowed(node)?.flatMap(({ Action, NotAction }) => [
      ...listOf(Action)
        .map(String)
        .filter((action) => action.includes('*')),
      ...(NotAction === undefined ? [] : ['NotAction']),
    ]),
};

/** No statement allows a resource by a wildcard without a written reason. */
export const wildcardResource: Rule = {
  name: 'WildcardResource',
  info: 'The policy allows resources by a wildcard without a written reason.',
  explanation: 'Rights are by resource; where AWS knows no resource for an action, the acknowledgement says so.',
  check: (node) =>
    allowed(node)?.flatMap((statement) =>
      resourcesOf(statement)
        .filter((arn) => /[*?]/.test(arn))
        .map(withoutPlace),
    ),
};

const foreignTables = (statement: Statement, stackName: string): readonly string[] => {
  const suffix = contextNames.map((context) => `-${context}`).find((ending) => stackName.endsWith(ending));
  if (!suffix) return [];
  const prefix = stackName.slice(0, -suffix.length);
  return contextNames.filter((context) => {
    const table = new RegExp(`:table/${prefix}-${context}(/|$)`);
    const isHold = [holdSid(context), `${holdSid(context)}Query`].includes(statement.Sid ?? '');
    return stackName !== `${prefix}-${context}` && !isHold && resourcesOf(statement).some((arn) => table.test(arn));
  });
};

/** No function touches the table of another context but through a named hold. */
export const foreignTable: Rule = {
  name: 'ForeignTable',
  info: "The policy reaches another context's table without a named hold.",
  explanation: 'Contexts meet in events and in the holds they offer, nowhere else.',
  check: (node) => allowed(node)?.flatMap((statement) => foreignTables(statement, Stack.of(node).stackName)),
};
