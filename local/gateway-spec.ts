import type { Resource } from './assembly.ts';
import { Unsupported } from './unsupported.ts';

/** A Lambda REQUEST authorizer with simple responses. */
export interface AuthorizerSpec {
  id: string;
  functionArn: string;
  /** Lower-case names of the headers that identify the caller; without one of them the answer is 401. */
  identityHeaders: string[];
  ttlMs: number;
}

/** A route with what stands behind it. */
export interface RouteSpec {
  key: string;
  functionArn: string;
  timeoutMs: number;
  authorizer: AuthorizerSpec | undefined;
  throttle: ThrottleSpec | undefined;
}

/** Requests per second and how many may come at once. */
export interface ThrottleSpec {
  rate: number;
  burst: number;
}

/** CORS as the API answers it; undefined lists are not sent. */
export interface CorsSpec {
  AllowOrigins?: string[];
  AllowHeaders?: string[];
  AllowMethods?: string[];
  ExposeHeaders?: string[];
  MaxAge?: number;
  AllowCredentials?: boolean;
}

/** The HTTP API of the template. */
export interface ApiSpec {
  id: string;
  cors: CorsSpec | undefined;
  throttle: ThrottleSpec | undefined;
  routes: RouteSpec[];
}

type Settings = { ThrottlingRateLimit?: number; ThrottlingBurstLimit?: number };

const throttleOf = (settings: Settings | undefined): ThrottleSpec | undefined =>
  settings?.ThrottlingRateLimit === undefined
    ? undefined
    : { rate: settings.ThrottlingRateLimit, burst: settings.ThrottlingBurstLimit ?? settings.ThrottlingRateLimit };

/** `arn:…:function:name`, also inside an API Gateway invocation ARN. */
const functionArnIn = (uri: unknown, where: string): string => {
  const match = /arn:[^:]*:lambda:[^:]*:[^:]*:function:[^/]+/.exec(String(uri));
  if (match === null) throw new Unsupported('integration target', String(uri), where);
  return match[0];
};

const headerOf = (source: string, where: string): string => {
  const match = /^\$request\.header\.(.+)$/.exec(source);
  if (match?.[1] === undefined) throw new Unsupported('identity source', source, where);
  return match[1].toLowerCase();
};

const authorizerSpec = ({ properties, logicalId, physicalId }: Resource): AuthorizerSpec => {
  if (properties.AuthorizerType !== 'REQUEST') {
    throw new Unsupported('authorizer type', String(properties.AuthorizerType), logicalId);
  }
  if (properties.EnableSimpleResponses !== true)
    throw new Unsupported('authorizer answering policies', logicalId, logicalId);
  const sources = (properties.IdentitySource ?? []) as string[];
  return {
    id: physicalId,
    functionArn: functionArnIn(properties.AuthorizerUri, logicalId),
    identityHeaders: sources.map((source) => headerOf(source, logicalId)),
    ttlMs: Number(properties.AuthorizerResultTtlInSeconds ?? 300) * 1000,
  };
};

const integrationSpec = ({ properties, logicalId }: Resource): { functionArn: string; timeoutMs: number } => {
  if (properties.IntegrationType !== 'AWS_PROXY' || properties.PayloadFormatVersion !== '2.0') {
    const kind = `${properties.IntegrationType} ${properties.PayloadFormatVersion}`;
    throw new Unsupported('integration', kind, logicalId);
  }
  const functionArn = functionArnIn(properties.IntegrationUri, logicalId);
  return { functionArn, timeoutMs: Number(properties.TimeoutInMillis ?? 30_000) };
};

const byId = <T>(resources: Resource[], type: string, read: (resource: Resource) => T): Map<string, T> =>
  new Map(resources.filter((each) => each.type === type).map((each) => [each.physicalId, read(each)]));

/** Reads the template's HTTP API; undefined where it has none, Unsupported where it has two. */
export function apiSpec(resources: Resource[]): ApiSpec | undefined {
  const [api, second] = resources.filter(({ type }) => type === 'AWS::ApiGatewayV2::Api');
  if (api === undefined) return undefined;
  if (second !== undefined) throw new Unsupported('second API', second.physicalId, second.stack);
  const authorizers = byId(resources, 'AWS::ApiGatewayV2::Authorizer', authorizerSpec);
  const integrations = byId(resources, 'AWS::ApiGatewayV2::Integration', integrationSpec);
  const stage = resources.find(({ type }) => type === 'AWS::ApiGatewayV2::Stage')?.properties ?? {};
  const perRoute = (stage.RouteSettings ?? {}) as Record<string, Settings>;
  const routeSpec = ({ properties, logicalId }: Resource): RouteSpec => {
    const key = String(properties.RouteKey);
    const target = String(properties.Target).replace('integrations/', '');
    const integration = integrations.get(target);
    if (integration === undefined) throw new Unsupported('route target', target, logicalId);
    const authorizer = authorizers.get(String(properties.AuthorizerId));
    const wantsAuthorizer = (properties.AuthorizationType ?? 'NONE') !== 'NONE';
    if (wantsAuthorizer !== (authorizer !== undefined)) {
      throw new Unsupported('route authorisation', String(properties.AuthorizationType), logicalId);
    }
    return { key, ...integration, authorizer, throttle: throttleOf(perRoute[key]) };
  };
  return {
    id: api.physicalId,
    cors: api.properties.CorsConfiguration as CorsSpec | undefined,
    throttle: throttleOf(stage.DefaultRouteSettings as Settings | undefined),
    routes: resources.filter(({ type }) => type === 'AWS::ApiGatewayV2::Route').map(routeSpec),
  };
}
