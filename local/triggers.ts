import type { Blueprint } from './blueprint.ts';
import { functionNameOf } from './lambda.ts';

type Trigger = { functionName: string; trigger: string };

const ofApi = ({ api }: Blueprint): Trigger[] => {
  const routes = api?.routes ?? [];
  const authorizers = new Set(routes.flatMap(({ authorizer }) => authorizer?.functionArn ?? []));
  return [
    ...routes.map(({ functionArn, key }) => ({ functionName: functionNameOf(functionArn), trigger: key })),
    ...[...authorizers].map((arn) => ({ functionName: functionNameOf(arn), trigger: 'authorizer' })),
  ];
};

const ofMappings = ({ mappings }: Blueprint): Trigger[] =>
  mappings.map((spec) => ({
    functionName: spec.functionName,
    trigger: spec.kind === 'queue' ? `queue ${spec.queue}` : `stream ${spec.table}`,
  }));

const ofSchedules = ({ schedules }: Blueprint): Trigger[] =>
  schedules.flatMap(({ expression, targets }) =>
    targets.map(({ name }) => ({ functionName: name, trigger: expression })),
  );

/** What calls each function, in a few words, by function name. */
export function triggersOf(blueprint: Blueprint): Map<string, string> {
  const triggers = new Map<string, string>();
  for (const { functionName, trigger } of [...ofApi(blueprint), ...ofMappings(blueprint), ...ofSchedules(blueprint)]) {
    const before = triggers.get(functionName);
    triggers.set(functionName, before === undefined ? trigger : `${before}, ${trigger}`);
  }
  return triggers;
}
