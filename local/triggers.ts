import type { Resource } from './assembly.ts';
import { apiSpec } from './gateway-spec.ts';
import { functionNameOf } from './lambda.ts';
import { mappingSpec } from './mapping-spec.ts';
import { nameInArn } from './targets.ts';

/** What calls each function, in a few words, by function name. */
export function triggersOf(resources: Resource[]): Map<string, string> {
  const triggers = new Map<string, string>();
  const add = (functionName: string, trigger: string): void => {
    const before = triggers.get(functionName);
    triggers.set(functionName, before === undefined ? trigger : `${before}, ${trigger}`);
  };
  for (const route of apiSpec(resources)?.routes ?? []) {
    add(functionNameOf(route.functionArn), route.key);
    if (route.authorizer !== undefined) triggers.set(functionNameOf(route.authorizer.functionArn), 'authorizer');
  }
  for (const resource of resources) {
    if (resource.type === 'AWS::Lambda::EventSourceMapping') {
      const spec = mappingSpec(resource);
      add(spec.functionName, spec.kind === 'queue' ? `queue ${spec.queue}` : `stream ${spec.table}`);
    }
    if (resource.type === 'AWS::Scheduler::Schedule') {
      const target = resource.properties.Target as { Arn?: string } | undefined;
      add(nameInArn(String(target?.Arn)), String(resource.properties.ScheduleExpression));
    }
  }
  return triggers;
}
