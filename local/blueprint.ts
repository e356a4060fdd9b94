import { loadAssembly, type Resource } from './assembly.ts';
import type { Realm } from './dynamodb-actions.ts';
import { type FunctionSpec, functionSpec } from './function-spec.ts';
import { type ApiSpec, apiSpec } from './gateway-spec.ts';
import { functionNameOf } from './lambda.ts';
import { mappingSpec, type QueueMappingSpec, type StreamMappingSpec } from './mapping-spec.ts';
import { authorisePolling } from './polling-rights.ts';
import { queueSpecs } from './queue-specs.ts';
import type { QueueSettings } from './queue-store.ts';
import { type Caller, callersOf } from './roles.ts';
import { type BusSpec, busSpecs } from './rules.ts';
import { refuseUnknownTypes } from './runnable-types.ts';
import { type ScheduleSpec, scheduleSpecs } from './schedule-spec.ts';
import { type TableSpec, tableSpec } from './tables.ts';
import type { TargetRef } from './targets.ts';
import { Unsupported } from './unsupported.ts';

/** The template, read and checked: everything that is to run, and nothing running yet. */
export interface Blueprint {
  realm: Realm;
  resources: Resource[];
  functions: FunctionSpec[];
  callers: Map<string, Caller>;
  api: ApiSpec | undefined;
  buses: BusSpec[];
  mappings: (QueueMappingSpec | StreamMappingSpec)[];
  schedules: ScheduleSpec[];
  queues: QueueSettings[];
  tables: TableSpec[];
}

const ofType = (resources: Resource[], type: string): Resource[] => resources.filter((each) => each.type === type);

const functionsIn = (targets: TargetRef[]): string[] =>
  targets.filter(({ kind }) => kind === 'function').map(({ name }) => name);

const functionsOfApi = (api: ApiSpec | undefined): Set<string> =>
  new Set(
    (api?.routes ?? [])
      .flatMap(({ functionArn, authorizer }) => [functionArn, authorizer?.functionArn ?? functionArn])
      .map(functionNameOf),
  );

type Reference = { name: string | undefined; where: string };

const referencesToFunctions = ({ api, mappings }: Blueprint, targets: TargetRef[]): Reference[] => [
  ...(api?.routes ?? []).flatMap(({ functionArn, authorizer, key }) => [
    { name: functionNameOf(functionArn), where: key },
    { name: authorizer && functionNameOf(authorizer.functionArn), where: key },
  ]),
  ...mappings.map(({ functionName, id }) => ({ name: functionName, where: id })),
  ...targets.filter(({ kind }) => kind === 'function').map(({ name, arn }) => ({ name, where: arn })),
];

const referencesToQueues = ({ mappings, queues }: Blueprint, targets: TargetRef[]): Reference[] => [
  ...mappings.map((mapping) => ({
    name: mapping.kind === 'queue' ? mapping.queue : mapping.onFailure,
    where: mapping.id,
  })),
  ...targets.filter(({ kind }) => kind === 'queue').map(({ name, arn }) => ({ name, where: arn })),
  ...targets.map(({ deadLetter, arn }) => ({ name: deadLetter, where: arn })),
  ...queues.map(({ redrive, name }) => ({ name: redrive?.to, where: name })),
];

const refuseMissing = (kind: string, references: Reference[], there: { name: string }[]): void => {
  const names = new Set(there.map(({ name }) => name));
  const missing = references.find(({ name }) => name !== undefined && !names.has(name));
  if (missing?.name !== undefined) throw new Unsupported(`missing ${kind}`, missing.name, missing.where);
};

/** Reads a cloud assembly. Throws Unsupported for what cannot run here, AccessDeniedException where a mapping may not read its source. */
export function readBlueprint(assemblyDir: string, realm: Realm): Blueprint {
  const resources = loadAssembly(assemblyDir, realm);
  refuseUnknownTypes(resources);
  const api = apiSpec(resources);
  const waitedFor = functionsOfApi(api);
  const functions = ofType(resources, 'AWS::Lambda::Function').map((each) => functionSpec(each, waitedFor));
  const buses = busSpecs(resources);
  const schedules = scheduleSpecs(resources);
  const ruleTargets = buses.flatMap(({ rules }) => rules.flatMap((rule) => rule.targets));
  const targets = [...ruleTargets, ...schedules.flatMap((schedule) => schedule.targets)];
  const blueprint: Blueprint = {
    realm,
    resources,
    functions,
    callers: callersOf(resources, functions),
    api,
    buses,
    mappings: ofType(resources, 'AWS::Lambda::EventSourceMapping').map(mappingSpec),
    schedules,
    queues: queueSpecs(resources, functionsIn(targets)),
    tables: ofType(resources, 'AWS::DynamoDB::Table').map(tableSpec),
  };
  // A reference to what no stack has would fail in the cloud at the first event; here it fails at the start.
  refuseMissing('function', referencesToFunctions(blueprint, targets), functions);
  refuseMissing('queue', referencesToQueues(blueprint, targets), blueprint.queues);
  for (const mapping of blueprint.mappings) authorisePolling(mapping, blueprint.callers, realm);
  return blueprint;
}
