import type { AwsService } from '../../../shared/platform/aws-wire.ts';
import type { Bus } from './bus.ts';
import type { Code } from './code.ts';
import type { Core } from './core.ts';
import type { Environment } from './environment.ts';
import type { Limits } from './limits.ts';
import type { Queues } from './queues.ts';
import type { SimulatedStore } from './tables.ts';
import type { Call, Wire } from './wire.ts';

/** As long as shared/platform/aws-wire waits for a reply. */
const AWS_TIMEOUT_MS = 5_000;

type Input = Record<string, unknown>;
type Settle = Pick<Call, 'resolve' | 'reject'>;
/** What stands behind the AWS calls. */
export interface Behind {
  core: Core;
  code: Code;
  wire: Wire;
  store: SimulatedStore;
  bus: Bus;
  queues: Queues;
  secrets: ReadonlyMap<string, string>;
  /** DynamoDB's limits, where a scenario is about them. */
  limits?: Limits;
}

const conflictReasons = (input: Input): Input => ({
  CancellationReasons: ((input.TransactItems ?? []) as unknown[]).map((_, index) => ({
    Code: index === 0 ? 'TransactionConflict' : 'None',
  })),
});

/** Answers the AWS calls of the code under test. */
export class Services {
  readonly #behind: Behind;

  constructor(behind: Behind) {
    this.#behind = behind;
  }

  /** One try of one operation. */
  call(environment: Environment, service: AwsService, operation: string, input: Input, settle: Settle): void {
    const { wire, core } = this.#behind;
    let lastsMs = 0;
    wire.carry(environment, {
      label: `${service} ${operation}`,
      timeoutMs: AWS_TIMEOUT_MS,
      effect: () => {
        if (service === 'dynamodb') lastsMs = this.#behind.limits?.admit(operation, input) ?? 0;
        return this.#effect(environment, service, operation, input);
      },
      partly: () => this.#effect(environment, service, operation, input, true),
      fault: (name) => this.#fault(name, operation, input),
      reject: settle.reject,
      resolve: (value) => {
        if (lastsMs === 0) settle.resolve(value);
        else core.in(lastsMs, () => core.enter(environment, () => settle.resolve(value)));
      },
    });
  }

  #effect(environment: Environment, service: AwsService, operation: string, input: Input, isPartly = false): unknown {
    const { store, bus, queues, code, secrets } = this.#behind;
    if (service === 'dynamodb') return store.call(environment, operation, input, isPartly);
    if (service === 'events') return bus.putEvents(input, isPartly);
    if (service === 'sqs') return queues.call(operation, input);
    const name = String(input.SecretId);
    const value = secrets.get(name);
    if (value === undefined) throw new code.AwsError('ResourceNotFoundException', name, 400, {});
    return { Name: name, SecretString: value };
  }

  #fault(name: string, operation: string, input: Input): Error {
    const { AwsError } = this.#behind.code;
    if (name === 'throttled') return new AwsError('ThrottlingException', 'slow down', 400, {});
    if (name === 'broken') return new AwsError('InternalServerError', 'broken', 500, {});
    if (name === 'conflict') {
      if (operation !== 'TransactWriteItems') return new AwsError('TransactionConflictException', 'conflict', 400, {});
      return new AwsError('TransactionCanceledException', 'conflict', 400, conflictReasons(input));
    }
    return new Error(`no answer: ${name}`);
  }
}
