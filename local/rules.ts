import type { Resource } from './assembly.ts';
import { compilePattern } from './event-pattern.ts';
import { type TargetRef, targetRef } from './targets.ts';

/** A rule of a bus: which events it takes and where they go. */
export interface RuleSpec {
  name: string;
  matches: (event: unknown) => boolean;
  targets: TargetRef[];
}

/** A bus with its rules. */
export interface BusSpec {
  name: string;
  rules: RuleSpec[];
}

const busNameOf = (reference: unknown): string =>
  String(reference ?? 'default')
    .split('/')
    .at(-1) ?? 'default';

const isLive = ({ type, properties }: Resource): boolean =>
  type === 'AWS::Events::Rule' && properties.State !== 'DISABLED' && properties.EventPattern !== undefined;

const ruleSpec = ({ properties, physicalId }: Resource): RuleSpec => ({
  name: physicalId,
  matches: compilePattern(properties.EventPattern, physicalId),
  targets: ((properties.Targets ?? []) as Record<string, unknown>[]).map((target) => targetRef(target, physicalId)),
});

/** The buses of the template, the account's default one included. */
export function busSpecs(resources: Resource[]): BusSpec[] {
  const named = resources.filter(({ type }) => type === 'AWS::Events::EventBus').map((bus) => bus.physicalId);
  const rules = resources.filter(isLive);
  return ['default', ...named].map((name) => ({
    name,
    rules: rules.filter((rule) => busNameOf(rule.properties.EventBusName) === name).map(ruleSpec),
  }));
}
