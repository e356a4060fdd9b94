import type { Resource } from './assembly.ts';
import { parseSchedule, type Schedule } from './schedule.ts';
import { type TargetRef, targetRef } from './targets.ts';

/** A schedule of the template, of Scheduler or as a rule of Events. */
export interface ScheduleSpec {
  name: string;
  expression: string;
  schedule: Schedule;
  targets: TargetRef[];
}

const fromScheduler = ({ physicalId: name, properties }: Resource): ScheduleSpec => {
  const expression = String(properties.ScheduleExpression);
  const zone = properties.ScheduleExpressionTimezone;
  const target = properties.Target as Record<string, unknown>;
  return {
    name,
    expression,
    schedule: parseSchedule(expression, zone === undefined ? undefined : String(zone)),
    targets: [targetRef(target, name)],
  };
};

const fromRule = ({ physicalId: name, properties }: Resource): ScheduleSpec => {
  const expression = String(properties.ScheduleExpression);
  const targets = ((properties.Targets ?? []) as Record<string, unknown>[]).map((target) => targetRef(target, name));
  return { name, expression, schedule: parseSchedule(expression), targets };
};

const isEnabled = ({ properties }: Resource): boolean => properties.State !== 'DISABLED';

/** The enabled schedules; throws Unsupported for an expression or a target that cannot run here. */
export function scheduleSpecs(resources: Resource[]): ScheduleSpec[] {
  const enabled = resources.filter(isEnabled);
  const schedules = enabled.filter(({ type }) => type === 'AWS::Scheduler::Schedule').map(fromScheduler);
  const rules = enabled.filter(
    ({ type, properties }) => type === 'AWS::Events::Rule' && properties.ScheduleExpression !== undefined,
  );
  return [...schedules, ...rules.map(fromRule)];
}
