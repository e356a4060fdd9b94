import type { Blueprint } from './blueprint.ts';
import { functionNameOf } from './lambda.ts';

/** What calls each function, in a few words, by function name. */
export function triggersOf({ api, mappings, schedules }: Blueprint): Map<string, string> {
  const triggers = new Map<string, string>();
  const add = (functionName: string, trigger: string): void => {
    const before = triggers.get(functionName);
    triggers.set(functionName, before === undefined ? trigger : `${before}, ${trigger}`);
  };
  for (const route of api?.routes ?? []) {
    add(functionNameOf(route.functionArn), route.key);
    if (route.authorizer !== undefined) triggers.set(functionNameOf(route.authorizer.functionArn), 'authorizer');
  }
  for (const spec of mappings) {
    add(spec.functionName, spec.kind === 'queue' ? `queue ${spec.queue}` : `stream ${spec.table}`);
  }
  for (const { expression, targets } of schedules) {
    for (const { kind, name } of targets) if (kind === 'function') add(name, expression);
  }
  return triggers;
}
