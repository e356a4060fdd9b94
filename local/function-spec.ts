import { randomBytes } from 'node:crypto';
import type { Resource } from './assembly.ts';
import { Unsupported } from './unsupported.ts';

/** A Lambda function of the template, in the words of the pool. */
export interface FunctionSpec {
  name: string;
  arn: string;
  roleArn: string;
  /** Where the bundled asset lies. */
  directory: string;
  /** File in the asset without its extension, and the export's name. */
  file: string;
  exportName: string;
  memorySize: number;
  timeoutMs: number;
  /** ReservedConcurrentExecutions, where the template sets it. */
  reserved: number | undefined;
  environment: Record<string, string>;
  /** True where nobody waits for its answer: what queues, streams, schedules and rules call. */
  background: boolean;
  /** Who it is when it calls AWS: random at every start. */
  accessKeyId: string;
}

const text = (value: unknown, what: string, where: string): string => {
  if (typeof value !== 'string') throw new Unsupported(what, JSON.stringify(value), where);
  return value;
};

const environmentOf = (properties: Record<string, unknown>): Record<string, string> => {
  const variables = (properties.Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
};

/**
 * Reads an `AWS::Lambda::Function`; throws Unsupported for a runtime or packaging that cannot run here. `waitedFor` names those
 * whose answer somebody waits for.
 */
export function functionSpec(resource: Resource, waitedFor: ReadonlySet<string>): FunctionSpec {
  const { properties, physicalId: name } = resource;
  const runtime = text(properties.Runtime, 'function packaging', name);
  if (!runtime.startsWith('nodejs')) throw new Unsupported('function runtime', runtime, name);
  const code = properties.Code as { directory?: unknown } | undefined;
  const handler = text(properties.Handler, 'function handler', name);
  const dot = handler.lastIndexOf('.');
  const reserved = properties.ReservedConcurrentExecutions;
  return {
    name,
    arn: text(resource.arn, 'function ARN', name),
    roleArn: text(properties.Role, 'function role', name),
    directory: text(code?.directory, 'function code', name),
    file: handler.slice(0, dot),
    exportName: handler.slice(dot + 1),
    memorySize: Number(properties.MemorySize ?? 128),
    timeoutMs: Number(properties.Timeout ?? 3) * 1000,
    reserved: reserved === undefined ? undefined : Number(reserved),
    environment: environmentOf(properties),
    background: !waitedFor.has(name),
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
  };
}
