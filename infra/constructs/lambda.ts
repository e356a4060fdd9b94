import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { BundledFunction } from '../bundle.ts';
import type { Stage } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import { alarm } from './alarms.ts';
import type { ContextName } from './names.ts';
import { busName, nameOf } from './names.ts';

/** Size and time of a function. */
export interface Capacity {
  /** MB; 512 unless told otherwise. */
  readonly memory?: number;
  /** Seconds; 10 unless told otherwise. */
  readonly timeout?: number;
}

/** What a function is made of. */
export interface OneshelfFunctionProps extends Capacity {
  readonly stage: Stage;
  readonly context: ContextName;
  readonly code: BundledFunction;
  /** What its code may do. */
  readonly rights: readonly PolicyStatement[];
  /** What Lambda needs beside logs and traces to feed it: reading its queue or stream, writing its dead letters. */
  readonly service?: readonly PolicyStatement[];
  /** Settings of this function alone. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where Lambda puts asynchronous invocations that failed for good. */
  readonly deadLetters?: Queue;
}

const environment = (stage: Stage, context: ContextName): Record<string, string> => ({
  STAGE: stage.name,
  CURRENCY: stage.currency,
  TIME_ZONE: stage.timeZone,
  RESERVATION_SECONDS: String(stage.reservationSeconds),
  IN_DOUBT_SECONDS: String(stage.inDoubtSeconds),
  PAYMENT_PROVIDERS: stage.paymentProviders.join(','),
  ...(stage.sandboxProviderUrl ? { SANDBOX_PROVIDER_URL: stage.sandboxProviderUrl } : {}),
  EVENT_BUS: busName(stage),
  POWERTOOLS_SERVICE_NAME: context,
  LOG_LEVEL: stage.logLevel,
});

const logs = (logGroup: LogGroup): PolicyStatement =>
  new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] });

const traces = (stage: Stage): PolicyStatement[] =>
  stage.traces
    ? [new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] })]
    : [];

const withoutResource =
  'xray:PutTraceSegments, xray:PutTelemetryRecords and dynamodb:ListStreams know no resource-level permission.';

const serviceWildcards = {
  'AwsSolutions-IAM5[Resource::*]': withoutResource,
  'Serverless-LambdaStarPermissions': withoutResource,
  'Oneshelf-WildcardResource[*]': withoutResource,
};

const notAsynchronous = {
  'Serverless-LambdaDLQ':
    'Only asynchronous invocations use it. This function is called by the API, a queue or a stream, which keep or report failures themselves.',
};

const untraced = {
  'Serverless-LambdaTracing':
    'Lambda in China is not integrated with X-Ray; correlation ids in the logs take its place.',
};

const policies = (own: readonly PolicyStatement[], service: readonly PolicyStatement[]) => ({
  'lambda-service': new PolicyDocument({ statements: [...service] }),
  ...(own.length > 0 ? { code: new PolicyDocument({ statements: [...own] }) } : {}),
});

/**
 * One Lambda function with its own role, log group and alarms. The role has two inline policies: `code` holds what the
 * function's source uses, `lambda-service` what Lambda itself uses on its behalf; only the first can hold an unused right.
 */
export class OneshelfFunction extends Construct {
  /** `<stage>-<context>-<name>`. */
  readonly functionName: string;
  /** The function as other constructs refer to it. */
  readonly lambda: LambdaFunction;
  /** Seconds before Lambda ends it. */
  readonly timeout: number;

  constructor(scope: Construct, name: string, props: OneshelfFunctionProps) {
    super(scope, name);
    this.functionName = nameOf(props.stage, props.context, name);
    this.timeout = props.timeout ?? 10;
    this.lambda = this.create(props);
    this.watch(props.stage, 'Errors');
    this.watch(props.stage, 'Throttles');
  }

  private create(props: OneshelfFunctionProps): LambdaFunction {
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${this.functionName}`,
      retention: props.stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: policies(props.rights, [logs(logGroup), ...traces(props.stage), ...(props.service ?? [])]),
    });
    acknowledge(role, serviceWildcards);
    if (!props.deadLetters) acknowledge(this, notAsynchronous);
    if (!props.stage.traces) acknowledge(this, untraced);
    return new LambdaFunction(this, 'Function', {
      functionName: this.functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(props.code.directory, { assetHash: props.code.hash }),
      memorySize: props.memory ?? 512,
      timeout: Duration.seconds(this.timeout),
      environment: { ...environment(props.stage, props.context), ...props.settings },
      tracing: props.stage.traces ? Tracing.ACTIVE : Tracing.DISABLED,
      logGroup,
      // The role is complete as written above: what CDK would add is there already, by verb and resource.
      role: role.withoutPolicyUpdates(),
      deadLetterQueue: props.deadLetters,
    });
  }

  private watch(stage: Stage, metric: 'Errors' | 'Throttles'): void {
    alarm(this, metric, stage, {
      name: `${this.functionName}-${metric.toLowerCase()}`,
      namespace: 'AWS/Lambda',
      metric,
      dimensions: { FunctionName: this.functionName },
      threshold: 1,
    });
  }
}
