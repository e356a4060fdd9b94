import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lambdaSources, relaySource } from '../../infra/bundle.ts';
import type { RouteData } from '../../infra/constructs/contracts.ts';
import { contextNames } from '../../infra/constructs/names.ts';
import { stages } from '../../infra/stages.ts';
import { resourcesOn } from './real-app.ts';

const isRoute = (value: unknown): value is RouteData =>
  typeof value === 'object' && value !== null && ['id', 'method', 'path', 'access'].every((key) => key in value);

const listed = (value: unknown): RouteData[] =>
  isRoute(value) ? [value] : Object.values(value ?? {}).filter((nested): nested is RouteData => isRoute(nested));

const routesOf = async (context: string): Promise<RouteData[]> => {
  const folder = join(process.cwd(), 'functions', context);
  const files = readdirSync(folder).filter((file) => /^(.+-)?routes\.ts$/.test(file));
  const modules: Record<string, unknown>[] = await Promise.all(files.map((file) => import(join(folder, file))));
  const routes = modules.flatMap((exported) => Object.values(exported).flatMap(listed));
  return [...new Map(routes.map((route) => [route.id, route])).values()];
};

const allRoutes = async (): Promise<RouteData[]> => (await Promise.all(contextNames.map(routesOf))).flat();

const routeKeys = (stage: string): string[] =>
  resourcesOn(stage)
    .filter(({ type }) => type === 'AWS::ApiGatewayV2::Route')
    .map(({ properties }) => String(properties.RouteKey))
    .filter((key) => key !== '$default')
    .sort();

const functionNames = (stage: string): string[] =>
  resourcesOn(stage)
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(({ properties }) => String(properties.FunctionName));

const nameOf = (source: string): string =>
  source
    .replace(/^functions\//, 'local-')
    .replace(/\.ts$/, '')
    .replaceAll('/', '-');

describe('code and template', () => {
  it.each(Object.keys(stages))(
    'given %s, then the template has exactly the routes of routes.ts for that stage',
    async (stage) => {
      const routes = (await allRoutes()).filter((route) => route.stages?.includes(stage) ?? true);
      expect(routeKeys(stage)).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
    },
  );

  it('given the Lambda files, then each is exactly one function of the local stage', () => {
    const expected = lambdaSources(process.cwd())
      .filter((source) => source !== relaySource)
      .map(nameOf);
    const deployed = functionNames('local').filter((name) => !name.endsWith('-relay-outbox'));
    expect(deployed.sort()).toEqual(expected.sort());
  });

  it('given a table with a stream, then its context has a relay, and no other', () => {
    const streaming = resourcesOn('local')
      .filter(({ type, properties }) => type === 'AWS::DynamoDB::Table' && 'StreamSpecification' in properties)
      .map(({ properties }) => `${properties.TableName}-relay-outbox`);
    expect(
      functionNames('local')
        .filter((name) => name.endsWith('-relay-outbox'))
        .sort(),
    ).toEqual(streaming.sort());
  });

  it('given the API, then every function it names exists', () => {
    const named = resourcesOn('local')
      .filter(({ type }) => type === 'AWS::ApiGatewayV2::Integration' || type === 'AWS::ApiGatewayV2::Authorizer')
      .map(({ properties }) => /:function:([a-z0-9-]+)/.exec(JSON.stringify(properties))?.[1]);
    expect(named.filter((name) => !functionNames('local').includes(name ?? ''))).toEqual([]);
  });

  it('given a right on the table of another context, then that context offers holds', () => {
    const roles = JSON.stringify(resourcesOn('local').filter(({ type }) => type === 'AWS::IAM::Role'));
    const held = new Set(
      [...roles.matchAll(/"Sid":"Hold([A-Z][a-z]+?)(?:Query)?"/g)].map(([, name]) => `${name}`.toLowerCase()),
    );
    const offers = (context: string) => existsSync(join(process.cwd(), 'functions', context, 'holds.ts'));
    expect([...held].filter((context) => !offers(context))).toEqual([]);
  });

  it.each(Object.keys(stages))(
    'given %s, then no stack comes near the 500 resources that CloudFormation takes',
    (stage) => {
      const counts = Map.groupBy(resourcesOn(stage), ({ stack }) => stack);
      expect([...counts].filter(([, resources]) => resources.length > 450).map(([stack]) => stack)).toEqual([]);
    },
  );

  it('given the development sessions, then no stage but local has them', () => {
    const withSessions = Object.keys(stages).filter((stage) => routeKeys(stage).includes('POST /v1/sessions/dev'));
    expect(withSessions).toEqual(['local']);
  });
});
