import type { Blueprint } from '../../../local/blueprint.ts';
import type { QueueMappingSpec, StreamMappingSpec } from '../../../local/mapping-spec.ts';
import { PUBLIC_TEST_SECRET } from '../../../local/partners/sandbox.ts';
import type { AwsService } from '../../../shared/platform/aws-wire.ts';
import type { OutboundReply, OutboundRequest } from '../../../shared/platform/exchange.ts';
import type { World } from '../../../shared/platform/world.ts';
import { Bus } from './bus.ts';
import type { Code, Moment } from './code.ts';
import { Core, type CoreOptions } from './core.ts';
import type { Environment } from './environment.ts';
import { Gateway } from './gateway.ts';
import { Lambda } from './lambda.ts';
import { Limits } from './limits.ts';
import { Provider } from './provider.ts';
import { Pushes } from './pushes.ts';
import { Queues } from './queues.ts';
import { Schedules } from './schedules.ts';
import { Services } from './services.ts';
import { Streams } from './streams.ts';
import { SimulatedStore } from './tables.ts';
import { Wire } from './wire.ts';

/** What a simulated world is made of. */
export interface SimulationOptions extends CoreOptions {
  code: Code;
  blueprint: Blueprint;
  /** Settings of the shop that differ in this run. */
  settings?: Readonly<Record<string, string>>;
  /** Whether DynamoDB has the limits of its partitions, and transactions that meet. */
  isLimited?: boolean;
}

const isKind =
  <Kind extends string>(kind: Kind) =>
  <T extends { kind: string }>(mapping: T): mapping is T & { kind: Kind } =>
    mapping.kind === kind;

const secretsOf = ({ resources }: Blueprint): Map<string, string> =>
  new Map(
    resources
      .filter(({ type }) => type === 'AWS::SecretsManager::Secret')
      .map(({ physicalId, properties }) => {
        const given = properties.SecretString;
        const value = physicalId.includes('webhook')
          ? PUBLIC_TEST_SECRET
          : `secret of ${physicalId}, long enough to sign`;
        return [physicalId, typeof given === 'string' ? given : value];
      }),
  );

/** The world of one run: the template's resources as models around the real functions. */
export class Simulation {
  readonly core: Core;
  readonly lambda: Lambda;
  readonly queues: Queues;
  readonly bus: Bus;
  readonly streams: Streams;
  readonly store: SimulatedStore;
  readonly wire: Wire;
  readonly gateway: Gateway;
  readonly schedules: Schedules;
  readonly provider: Provider;
  readonly pushes: Pushes;
  readonly limits: Limits | undefined;
  readonly #services: Services;

  constructor({ code, blueprint, settings = {}, isLimited = false, ...options }: SimulationOptions) {
    const core = new Core(options);
    const functions = blueprint.functions.map((each) => ({
      ...each,
      environment: { ...each.environment, ...settings },
    }));
    this.core = core;
    this.lambda = new Lambda(core, code, functions);
    const queueMappings = blueprint.mappings.filter(isKind('queue')) as QueueMappingSpec[];
    const streamMappings = blueprint.mappings.filter(isKind('stream')) as StreamMappingSpec[];
    this.queues = new Queues(core, this.lambda, blueprint.queues, queueMappings);
    this.bus = new Bus(core, this.queues, blueprint.buses);
    this.streams = new Streams(core, this.lambda, this.queues, streamMappings);
    this.store = new SimulatedStore(core, code, blueprint.tables);
    this.wire = new Wire(core);
    if (blueprint.api === undefined) throw new Error('the template has no API');
    this.gateway = new Gateway(core, this.lambda, blueprint.api);
    this.schedules = new Schedules(core, this.lambda, this.queues);
    this.provider = new Provider(core);
    this.pushes = new Pushes(core, this.gateway);
    this.limits = isLimited ? new Limits(core, code) : undefined;
    const { wire, store, bus, queues, provider, pushes, limits } = this;
    this.#services = new Services({
      core,
      code,
      wire,
      store,
      bus,
      queues,
      secrets: secretsOf(blueprint),
      ...(limits && { limits }),
    });
    store.onCommit = (commit) => {
      this.streams.append(commit.changes, commit.sequence);
      limits?.charge(commit.changes);
      core.onCommit(commit);
    };
    provider.onNotice = (type, { paymentId, amount, currency }) =>
      pushes.tell(
        '/v1/webhooks/payments/sandbox',
        { type, data: { paymentId, amount, currency } },
        core.delay(100, 5_000),
      );
    for (const schedule of blueprint.schedules) this.schedules.start(schedule);
    code.install(this.#world(), this.#moment());
  }

  /** The clock that the running environment believes in. */
  clock(): number {
    const { current, faults, now } = this.core;
    return now + (current?.shiftMs ?? 0) + (faults.stopped ? 0 : (current?.skewMs ?? 0));
  }

  #here(): Environment {
    const { current } = this.core;
    if (current === undefined) throw new Error('code runs outside of every environment');
    return current;
  }

  #moment(): Moment {
    return {
      clock: () => this.clock(),
      variables: () => this.#here().variables,
      log: (level, message, more) => {
        if (level !== 'debug') this.core.logs.push(`${level} ${message} ${describe(level, more)}`);
      },
    };
  }

  #world(): World {
    const { core } = this;
    const here = () => this.#here();
    const call = (service: AwsService, operation: string, input: unknown) =>
      new Promise<Record<string, unknown>>((resolve, reject) => {
        const settle = { resolve: resolve as (value: unknown) => void, reject };
        this.#services.call(here(), service, operation, input as Record<string, unknown>, settle);
      });
    return {
      now: () => new Date(this.clock()).toISOString(),
      newId: () => core.newId(this.clock()),
      random: () => core.delays.next(),
      sleep: (milliseconds) => {
        const environment = here();
        return new Promise((resolve) => this.wire.rest(environment, milliseconds, () => resolve()));
      },
      call,
      exchange: (request) => this.#exchange(here(), request),
      get memory() {
        return here().memory;
      },
    };
  }

  #exchange(environment: Environment, request: OutboundRequest): Promise<OutboundReply> {
    return new Promise((resolve, reject) => {
      this.wire.carry(environment, {
        label: `partner ${request.method} ${request.url.pathname}`,
        timeoutMs: request.timeoutMs,
        effect: () => this.provider.answer(request),
        fault: (name) => new Error(`no answer: ${name}`),
        resolve: resolve as (value: unknown) => void,
        reject,
      });
    });
  }
}

function describe(level: string, more: unknown): string {
  // Errors are told of by warnings and errors only: of the many lines of information no value needs a look.
  if (level === 'info') return JSON.stringify(more) ?? '';
  return JSON.stringify(more, (_, value) => (value instanceof Error ? `${value.name}: ${value.message}` : value)) ?? '';
}
