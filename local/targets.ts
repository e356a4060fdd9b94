import type { Outgoing } from './queue-store.ts';
import { Unsupported } from './unsupported.ts';

/** Where a rule or a schedule sends: a queue or a function, with what to do when it cannot. */
export interface TargetRef {
  arn: string;
  kind: 'queue' | 'function';
  name: string;
  /** A constant input instead of the event, JSON text. */
  input: string | undefined;
  maximumRetries: number;
  maximumAgeMs: number;
  /** The name of the queue that takes what could not be delivered. */
  deadLetter: string | undefined;
}

/** Puts messages at a target; they are safe when it returns. */
export type Deliver = (target: TargetRef, messages: Outgoing[]) => void;

type RetryPolicy = { MaximumRetryAttempts?: number; MaximumEventAgeInSeconds?: number };

const known = new Set(['Id', 'Arn', 'RoleArn', 'Input', 'RetryPolicy', 'DeadLetterConfig', 'SqsParameters']);

/** The resource's name at the end of an ARN. */
export function nameInArn(arn: string): string {
  return arn.split(/[:/]/).at(-1) ?? arn;
}

const kindOf = (arn: string, where: string): TargetRef['kind'] => {
  const service = arn.split(':')[2];
  if (service === 'sqs') return 'queue';
  if (service === 'lambda') return 'function';
  throw new Unsupported('target', arn, where);
};

/** Reads a target of an Events rule or of a Scheduler schedule; Unsupported for what it does not know of it. */
export function targetRef(target: Record<string, unknown>, where: string): TargetRef {
  for (const property of Object.keys(target)) {
    if (!known.has(property)) throw new Unsupported('target property', property, where);
  }
  const arn = String(target.Arn);
  const retry = (target.RetryPolicy ?? {}) as RetryPolicy;
  const deadLetter = (target.DeadLetterConfig as { Arn?: string } | undefined)?.Arn;
  return {
    arn,
    kind: kindOf(arn, where),
    name: nameInArn(arn),
    input: target.Input === undefined ? undefined : String(target.Input),
    maximumRetries: retry.MaximumRetryAttempts ?? 185,
    maximumAgeMs: (retry.MaximumEventAgeInSeconds ?? 86_400) * 1000,
    deadLetter: deadLetter === undefined ? undefined : nameInArn(deadLetter),
  };
}
