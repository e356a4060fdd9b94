import { Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PolicyStatement as Statement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { relaySource } from '../bundle.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import type { Draining } from './consumer.ts';
import { drain, pollingRights, subscribe, workQueue } from './consumer.ts';
import type { EventData, RouteBinding, RouteData } from './contracts.ts';
import type { Capacity } from './lambda.ts';
import { OneshelfFunction } from './lambda.ts';
import type { ContextName } from './names.ts';
import { nameOf, queuesAt, stackProps } from './names.ts';
import { deadLetterQueue } from './queue.ts';
import type { Rights } from './rights.ts';
import { statementsOf } from './rights.ts';
import { wake } from './schedule.ts';
import type { RecordFilter } from './stream.ts';
import { follow, outboxItems, streamRights } from './stream.ts';
import type { TableShape } from './table.ts';
import { contextTable } from './table.ts';

/** What a function may do and how large it is. */
export type FunctionOptions = Rights & Capacity;

interface ServiceParts {
  readonly service?: readonly PolicyStatement[];
  readonly deadLetters?: Queue;
  readonly settings?: Readonly<Record<string, string>>;
  /** Source from the root of the repository, where it is not `functions/<context>/<name>.ts`. */
  readonly source?: string;
}

/**
 * The stack of one context, `<stage>-<context>`: its table and its functions. A subclass lists them in its constructor,
 * table first; each line names a file `functions/<context>/<name>.ts`, what triggers it and what it may do.
 */
export abstract class ContextStack extends Stack {
  /** The routes this context answers, for the edge stack. */
  readonly bindings: RouteBinding[] = [];
  /** Full names of the functions, for the dashboard. */
  readonly functionNames: string[] = [];
  private readonly app: OneshelfApp;
  private readonly stage: Stage;
  private readonly context: ContextName;
  private ownTable: Table | undefined;
  private indexes: readonly string[] = [];

  constructor(app: OneshelfApp, context: ContextName, stage: Stage) {
    super(app, nameOf(stage, context), stackProps(stage, context));
    this.app = app;
    this.context = context;
    this.stage = stage;
  }

  /** The context's table, and with an outbox the relay that publishes it. Comes before the functions that use it. */
  protected table(shape: TableShape): void {
    this.ownTable = contextTable(this, this.stage, nameOf(this.stage, this.context), shape);
    this.indexes = Object.keys(shape.indexes ?? {});
    if (shape.outbox) this.follower('relay-outbox', outboxItems, { events: true }, relaySource);
  }

  /** A function that answers one route of the HTTP API; nothing on a stage that does not have the route. */
  protected http(name: string, route: RouteData, options: FunctionOptions): void {
    if (route.stages && !route.stages.includes(this.stage.name)) return;
    const secrets = new Set(options.secrets);
    // The authorizer does not stand before these routes: the function checks the token itself, if there is one.
    if (route.access === 'optional') secrets.add('session-key');
    const fn = this.fn(name, { ...options, secrets: [...secrets] });
    this.bindings.push({ route, functionName: fn.functionName });
  }

  /** A function that hears facts from the bus through its own queue. */
  protected consumer(
    name: string,
    events: EventData | readonly EventData[],
    options: FunctionOptions & Draining,
  ): void {
    subscribe(this.worker(name, options), this.stage, Array.isArray(events) ? events : [events]);
  }

  /** A function that works off its own queue, which functions with the right `queues: [name]` fill. */
  protected worker(name: string, options: FunctionOptions & Draining) {
    const parts = new Construct(this, `${name}-queue`);
    const work = workQueue(parts, this.stage, nameOf(this.stage, this.context, name), options.timeout ?? 10);
    drain(this.fn(name, options, { service: [pollingRights(work.queue)] }), work.queue, options);
    return work;
  }

  /** A function that runs by `rate(...)` or `cron(...)` in the shop's time zone. */
  protected schedule(name: string, expression: string, options: FunctionOptions): void {
    const deadLetters = this.deadLettersOf(name);
    const service = [new Statement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] })];
    wake(this.fn(name, options, { service, deadLetters }), this.stage, expression, deadLetters);
  }

  /** A function that follows the changes of the context's own table which match a filter. */
  protected stream(name: string, filter: RecordFilter, options: FunctionOptions): void {
    this.follower(name, filter, options);
  }

  /** A function that something else in AWS calls by its name, such as the authorizer. */
  protected internal(name: string, options: FunctionOptions): void {
    this.fn(name, options);
  }

  private follower(name: string, filter: RecordFilter, options: FunctionOptions, source?: string): void {
    if (!this.ownTable) throw new Error(`${this.stackName} has no table to follow`);
    const deadLetters = this.deadLettersOf(name);
    const settings = { DEAD_LETTERS: deadLetters.queueUrl };
    const fn = this.fn(name, options, { service: streamRights(this.ownTable, deadLetters), source, settings });
    follow(fn, this.stage, this.ownTable, { filter, deadLetters });
  }

  private deadLettersOf(name: string): Queue {
    const parts = new Construct(this, `${name}-queue`);
    return deadLetterQueue(parts, 'DeadLetters', this.stage, nameOf(this.stage, this.context, name));
  }

  private fn(name: string, options: FunctionOptions, parts: ServiceParts = {}): OneshelfFunction {
    const { stage, context, indexes } = this;
    const fn = new OneshelfFunction(this, name, {
      stage,
      context,
      code: this.app.codeOf(parts.source ?? `functions/${context}/${name}.ts`),
      rights: statementsOf({ scope: this, stage, context, indexes }, options),
      memory: options.memory,
      timeout: options.timeout,
      settings: { ...parts.settings, ...(options.queues ? { QUEUES_AT: queuesAt(this) } : {}) },
      service: parts.service,
      deadLetters: parts.deadLetters,
    });
    for (const secret of options.secrets ?? []) {
      acknowledge(fn, {
        [`Oneshelf-WildcardResource[secret:${nameOf(stage, secret)}-??????]`]:
          'Secrets Manager appends six random characters to the name, unknown to a stack that meets the secret by name.',
      });
    }
    this.functionNames.push(fn.functionName);
    return fn;
  }
}
