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

/** What refers to a function or a queue that no stack has would fail in the cloud at the first event: it fails here at the start. */
const refuseDanglingReferences = (blueprint: Blueprint, targets: TargetRef[]): void => {
  const functions = new Set(blueprint.functions.map(({ name }) => name));
  const queues = new Set(blueprint.queues.map(({ name }) => name));
  const needFunction = (name: string, where: string): void => {
    if (!functions.has(name)) throw new Unsupported('missing function', name, where);
  };
  const needQueue = (name: string | undefined, where: string): void => {
    if (name !== undefined && !queues.has(name)) throw new Unsupported('missing queue', name, where);
  };
  for (const route of blueprint.api?.routes ?? []) {
    needFunction(functionNameOf(route.functionArn), route.key);
    if (route.authorizer !== undefined) needFunction(functionNameOf(route.authorizer.functionArn), route.key);
  }
  for (const mapping of blueprint.mappings) {
    needFunction(mapping.functionName, mapping.id);
    needQueue(mapping.kind === 'queue' ? mapping.queue : mapping.onFailure, mapping.id);
  }
  for (const target of targets) {
    if (target.kind === 'function') needFunction(target.name, target.arn);
    else needQueue(target.name, target.arn);
    needQueue(target.deadLetter, target.arn);
  }
  for (const queue of blueprint.queues) needQueue(queue.redrive?.to, queue.name);
};

/** Reads a cloud assembly. Throws Unsupported for what cannot run here, AccessDeniedException where a mapping may not read its source. */
export function readBlueprint(assemblyDir: string, realm: Realm): Blueprint {
  const resources = loadAssembly(assemblyDir, realm);
  refuseUnknownTypes(resources);
  const functions = ofType(resources, 'AWS::Lambda::Function').map(functionSpec);
  const buses = busSpecs(resources);
  const schedules = scheduleSpecs(resources);
  const ruleTargets = buses.flatMap(({ rules }) => rules.flatMap((rule) => rule.targets));
  const targets = [...ruleTargets, ...schedules.flatMap((schedule) => schedule.targets)];
  const blueprint: Blueprint = {
    realm,
    resources,
    functions,
    callers: callersOf(resources, functions),
    api: apiSpec(resources),
    buses,
    mappings: ofType(resources, 'AWS::Lambda::EventSourceMapping').map(mappingSpec),
    schedules,
    queues: queueSpecs(resources, functionsIn(targets)),
    tables: ofType(resources, 'AWS::DynamoDB::Table').map(tableSpec),
  };
  refuseDanglingReferences(blueprint, targets);
  for (const mapping of blueprint.mappings) authorisePolling(mapping, blueprint.callers, realm);
  return blueprint;
}
