import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import { alarm } from './alarms.ts';
import type { RouteBinding, RouteData } from './contracts.ts';
import { functionArn, nameOf } from './names.ts';

/** Seconds for which the authorizer's answer about one token is believed. */
const authorizerTtl = 300;

// No address and no user agent: they are personal data, and the request id leads to the function's own log lines.
const accessLogFormat = JSON.stringify({
  time: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
});

const cors = (stage: Stage): CfnApi.CorsProperty | undefined =>
  stage.corsOrigins.length === 0
    ? undefined
    : {
        allowOrigins: [...stage.corsOrigins],
        allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'accept-language', 'x-correlation-id'],
        exposeHeaders: ['x-correlation-id', 'idempotent-replayed'],
        maxAge: 3_600,
      };

const open = (route: RouteData | undefined) => ({
  'AwsSolutions-APIG4':
    route?.access === 'optional'
      ? 'Anyone may call it; the function itself verifies the token of a caller who brings one.'
      : 'Anyone may call it: it shows what the shop shows everybody, checks a signature itself, or only says that nothing is here.',
});

/** The names of the functions that serve the API itself and no route of it. */
export interface GatewayFunctions {
  readonly authorizer: string;
  /** Answers every path that no route matches. */
  readonly unknownRoute: string;
}

/**
 * The HTTP API in front of all contexts. It is written from data and meets the functions by name, so a context deploys
 * without it; the first deployment of a new route goes context first, API second.
 */
export class HttpApi extends Construct {
  /** The API's id as CloudFormation knows it. */
  readonly apiId: string;
  private readonly stage: Stage;
  private readonly authorizerId: string;

  constructor(scope: Construct, stage: Stage, functions: GatewayFunctions) {
    super(scope, 'Api');
    this.stage = stage;
    const api = new CfnApi(this, 'Api', {
      name: nameOf(stage, 'oneshelf'),
      protocolType: 'HTTP',
      corsConfiguration: cors(stage),
    });
    this.apiId = api.ref;
    this.authorizerId = this.authorizer(functions.authorizer);
    this.deployment();
    this.connect('$default', 'unknown-route', functions.unknownRoute);
    alarm(this, 'ServerErrors', stage, {
      name: nameOf(stage, 'api-5xx'),
      namespace: 'AWS/ApiGateway',
      metric: '5xx',
      dimensions: { ApiId: this.apiId },
      threshold: 1,
    });
  }

  /** Adds one route. A route with roles goes through the authorizer; whether the caller has one of them is the function's to check. */
  add({ route, functionName }: RouteBinding): void {
    this.connect(`${route.method} ${route.path}`, route.id, functionName, route);
  }

  private authorizer(functionName: string): string {
    const arn = functionArn(this, functionName);
    const { partition, region } = Stack.of(this);
    const authorizer = new CfnAuthorizer(this, 'Authorizer', {
      apiId: this.apiId,
      name: functionName,
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      identitySource: ['$request.header.Authorization'],
      authorizerResultTtlInSeconds: authorizerTtl,
      authorizerUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
    });
    this.permit('AuthorizerPermission', arn, `authorizers/${authorizer.ref}`);
    return authorizer.ref;
  }

  private connect(routeKey: string, id: string, functionName: string, route?: RouteData): void {
    const arn = functionArn(this, functionName);
    const integration = new CfnIntegration(this, `${id}-integration`, {
      apiId: this.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: arn,
      payloadFormatVersion: '2.0',
    });
    const authorised = Array.isArray(route?.access);
    const connected = new CfnRoute(this, `${id}-route`, {
      apiId: this.apiId,
      routeKey,
      target: `integrations/${integration.ref}`,
      authorizationType: authorised ? 'CUSTOM' : 'NONE',
      authorizerId: authorised ? this.authorizerId : undefined,
    });
    if (!authorised) acknowledge(connected, open(route));
    this.permit(`${id}-permission`, arn, route ? `*/*${route.path}` : `*/${routeKey}`);
  }

  private permit(id: string, arn: string, path: string): void {
    new CfnPermission(this, id, {
      action: 'lambda:InvokeFunction',
      functionName: arn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: this.apiId, resourceName: path }),
    });
  }

  private deployment(): void {
    const logs = new LogGroup(this, 'AccessLogs', {
      // API Gateway may write to groups under this prefix without a resource policy, of which an account has only ten.
      logGroupName: `/aws/vendedlogs/apis/${nameOf(this.stage, 'oneshelf')}`,
      retention: this.stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnStage(this, 'Stage', {
      apiId: this.apiId,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: logs.logGroupArn, format: accessLogFormat },
      defaultRouteSettings: {
        throttlingRateLimit: this.stage.throttle.rate,
        throttlingBurstLimit: this.stage.throttle.burst,
        detailedMetricsEnabled: true,
      },
    });
  }
}
