import * as z from 'zod';
import type { Route } from '../../shared/platform/route.ts';
import { type JsonSchema, type SchemaWriter, schemaWriter } from './json-schema.ts';
import { components, problem } from './openapi-components.ts';
import type { ContextRoutes } from './route-list.ts';

/** One operation of the document, with what we add to OpenAPI's own fields. */
export interface OpenApiOperation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: OpenApiParameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, unknown>;
  security: Record<string, string[]>[];
  /** Who may call it; absent where anybody may. */
  'x-roles'?: string[];
  /** The codes a caller should be ready for. */
  'x-error-codes': string[];
  'x-idempotent'?: true | 'optional';
  /** The body is taken as raw bytes. */
  'x-raw'?: true;
  /** The only stages on which it exists. */
  'x-stages'?: string[];
}

/** One parameter of an operation. */
export interface OpenApiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: JsonSchema;
  description?: string;
  style?: string;
  explode?: boolean;
}

/** The document as far as our own tools read it. */
export interface OpenApiDocument {
  openapi: string;
  info: JsonSchema;
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, JsonSchema>; [kind: string]: unknown };
}

const idempotencyKey: OpenApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Names this command: sent again with the same key, it is done once and answered alike.',
  schema: { type: 'string', minLength: 1, maxLength: 257 },
};

const isNothing = (schema: z.ZodType): boolean => schema instanceof z.ZodUndefined;

/** Parameters of one place; a query that takes any field is one free-form parameter. */
function parametersIn(place: 'path' | 'query', schema: JsonSchema): OpenApiParameter[] {
  const required = new Set((schema.required ?? []) as string[]);
  const named = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  if (schema.properties === undefined && schema.type === 'object') {
    return [{ name: place, in: place, required: false, style: 'form', explode: true, schema }];
  }
  return named.map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: one,
  }));
}

function bodyOf(route: Route, write: SchemaWriter): OpenApiOperation['requestBody'] {
  if (route.raw) return { required: true, content: { 'application/json': { schema: {} } } };
  if (isNothing(route.body)) return undefined;
  const required = !route.body.safeParse(undefined).success;
  return { required, content: { 'application/json': { schema: write.input(route.body) } } };
}

/** Codes that follow from what a route is, besides those it names itself. */
function errorCodesOf(route: Route): string[] {
  const general = [
    'request.invalid',
    ...(typeof route.access === 'string' ? [] : ['identity.token-required', 'identity.token-expired']),
    ...(typeof route.access === 'string' ? [] : ['identity.forbidden']),
    ...(route.idempotent === true ? ['idempotency.key-required'] : []),
    ...(route.idempotent ? ['idempotency.key-reused', 'idempotency.in-flight'] : []),
  ];
  return [...new Set([...route.errors, ...general])];
}

const bearer = { bearer: [] };

const securityOf = ({ access }: Route): Record<string, string[]>[] =>
  access === 'public' ? [] : access === 'optional' ? [{}, bearer] : [bearer];

const header = (name: string) => ({ $ref: `#/components/headers/${name}` });

function responsesOf(route: Route, write: SchemaWriter): Record<string, unknown> {
  const headers = {
    'x-correlation-id': header('CorrelationId'),
    ...(route.idempotent ? { 'Idempotent-Replayed': header('IdempotentReplayed') } : {}),
  };
  const successes = Object.entries(route.replies).map(([status, schema]) => [
    status,
    { description: route.summary, headers, content: { 'application/json': { schema: write.output(schema) } } },
  ]);
  return { ...Object.fromEntries(successes), default: { $ref: '#/components/responses/Problem' } };
}

function operationOf(context: string, route: Route, write: SchemaWriter): OpenApiOperation {
  const parameters = [
    ...parametersIn('path', write.input(route.params)),
    ...parametersIn('query', write.input(route.query)),
    ...(route.idempotent ? [{ ...idempotencyKey, required: route.idempotent === true }] : []),
  ];
  const requestBody = bodyOf(route, write);
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [context],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: responsesOf(route, write),
    security: securityOf(route),
    ...(typeof route.access === 'string' ? {} : { 'x-roles': [...route.access] }),
    'x-error-codes': errorCodesOf(route),
    ...(route.idempotent ? { 'x-idempotent': route.idempotent } : {}),
    ...(route.raw ? { 'x-raw': true } : {}),
    ...(route.stages ? { 'x-stages': [...route.stages] } : {}),
  };
}

function pathsOf(contexts: readonly ContextRoutes[], write: SchemaWriter): OpenApiDocument['paths'] {
  const paths: OpenApiDocument['paths'] = {};
  for (const { context, routes } of contexts) {
    for (const route of routes) {
      const operations = paths[route.path] ?? {};
      operations[route.method.toLowerCase()] = operationOf(context, route, write);
      paths[route.path] = operations;
    }
  }
  return paths;
}

/** The OpenAPI 3.1 document of all routes. */
export function openApiOf(contexts: readonly ContextRoutes[], version: string): OpenApiDocument {
  const write = schemaWriter();
  const paths = pathsOf(contexts, write);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Oneshelf',
      version,
      description: 'One stock, one customer, one set of prices and promotions, whatever the channel.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: contexts.map(({ context }) => ({ name: context })),
    paths,
    components: {
      schemas: { ...write.components(), Problem: problem },
      ...components,
    },
  };
}
