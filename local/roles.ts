import type { Resource } from './assembly.ts';
import type { FunctionSpec } from './function-spec.ts';
import { compilePolicies, type IamRole } from './iam.ts';
import { Unsupported } from './unsupported.ts';

/** A function as IAM sees it. */
export interface Caller {
  spec: FunctionSpec;
  role: IamRole;
  /** The ARN that AWS names in a refusal. */
  principal: string;
}

type Document = { Statement?: unknown };
type Sourced = { source: string; statement: unknown };

const statementsOf = (source: string, document: unknown): Sourced[] => {
  const { Statement: statements = [] } = document as Document;
  const list = Array.isArray(statements) ? statements : [statements];
  return list.map((statement, index) => ({ source: `${source}#${index}`, statement }));
};

const inline = (role: Resource): Sourced[] => {
  const policies = (role.properties.Policies ?? []) as { PolicyName: string; PolicyDocument: unknown }[];
  return policies.flatMap((policy) => statementsOf(`${role.logicalId}/${policy.PolicyName}`, policy.PolicyDocument));
};

const isAttached = (policy: Resource, role: Resource): boolean => {
  const roles = (policy.properties.Roles ?? []) as string[];
  const managed = (role.properties.ManagedPolicyArns ?? []) as string[];
  return roles.includes(role.physicalId) || (policy.arn !== undefined && managed.includes(policy.arn));
};

const refuseForeignPolicies = (role: Resource, policies: Resource[]): void => {
  const known = new Set(policies.map((policy) => policy.arn));
  for (const arn of (role.properties.ManagedPolicyArns ?? []) as string[]) {
    if (!known.has(arn)) throw new Unsupported('managed policy', arn, role.logicalId);
  }
};

/** Compiles the policies of every function's role, by function name. Throws Unsupported where a role or policy is not in the template. */
export function callersOf(resources: Resource[], specs: FunctionSpec[]): Map<string, Caller> {
  const roles = resources.filter((resource) => resource.type === 'AWS::IAM::Role');
  const policies = resources.filter(({ type }) => type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy');
  const callers = specs.map((spec): Caller => {
    const role = roles.find((each) => each.arn === spec.roleArn);
    if (role === undefined) throw new Unsupported('role', spec.roleArn, spec.name);
    refuseForeignPolicies(role, policies);
    const attached = policies.filter((policy) => isAttached(policy, role));
    const statements = attached.flatMap((policy) => statementsOf(policy.logicalId, policy.properties.PolicyDocument));
    const principal = `${spec.roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${spec.name}`;
    return { spec, principal, role: compilePolicies([...inline(role), ...statements]) };
  });
  return new Map(callers.map((caller) => [caller.spec.name, caller]));
}
