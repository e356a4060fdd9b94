import type { CfnResource } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * One of our own rules. `check` gives the findings on one resource: an empty list when it keeps the rule, `undefined` when the
 * rule is not about such a resource. Each finding can be acknowledged by itself as `Oneshelf-<name>[<finding>]`.
 */
export interface Rule {
  readonly name: string;
  /** What is wrong when it is broken. */
  readonly info: string;
  readonly explanation: string;
  readonly check: (node: CfnResource) => readonly string[] | undefined;
}

type Kind<T extends IConstruct> = abstract new (...args: never[]) => T;

/** The properties of a resource with every token resolved to what the template will say. */
export const resolved = <T>(node: IConstruct, value: T): T => Stack.of(node).resolve(value) as T;

/** All resources of a kind in the same stack: what a rule compares a resource with. */
export const siblings = <T extends IConstruct>(node: IConstruct, kind: Kind<T>): T[] =>
  Stack.of(node)
    .node.findAll()
    .filter((candidate): candidate is T => candidate instanceof kind);

/** The sibling that an attribute or reference in the template points at. */
export const target = <T extends CfnResource>(node: IConstruct, kind: Kind<T>, reference: unknown): T | undefined => {
  const logicalId = logicalIdIn(resolved(node, reference));
  return siblings(node, kind).find((candidate) => resolved(node, candidate.logicalId) === logicalId);
};

const logicalIdIn = (reference: unknown): unknown => {
  if (typeof reference !== 'object' || reference === null) return undefined;
  if ('Ref' in reference) return reference.Ref;
  const getAtt = 'Fn::GetAtt' in reference ? reference['Fn::GetAtt'] : undefined;
  return Array.isArray(getAtt) ? getAtt[0] : undefined;
};

const intrinsics: Readonly<Record<string, (argument: never) => string>> = {
  'Fn::Join': ([separator, parts]: [string, unknown[]]) => parts.map(flat).join(separator),
  'Fn::GetAtt': (path: string[]) => `<${path.join('.')}>`,
  // No colon, so that an ARN still splits into its parts.
  Ref: (name: string) => `<${name.replaceAll(':', '')}>`,
};

/** A value of the template as one line: literal text as it is, references in angle brackets. */
export const flat = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const [name = '', argument] = Object.entries(value)[0] ?? [];
  return intrinsics[name]?.(argument as never) ?? `<${name.replaceAll(':', '')}>`;
};

/** The list of findings for a condition that holds or does not. */
export const unless = (kept: boolean, finding: string): readonly string[] => (kept ? [] : [finding]);
