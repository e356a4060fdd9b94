import type { JsonSchema } from './json-schema.ts';

/** What every refusal and failure looks like (RFC 9457). */
export const problem: JsonSchema = {
  description: 'A refusal (RFC 9457). `code` is stable; decide by it.',
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    correlationId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' } },
        required: ['path', 'code'],
      },
    },
  },
  required: ['type', 'title', 'status', 'code', 'detail', 'correlationId'],
};

/** What operations refer to besides schemas. */
export const components: Record<string, JsonSchema> = {
  responses: {
    Problem: {
      description: 'Refused or failed; `code` says why.',
      headers: { 'x-correlation-id': { $ref: '#/components/headers/CorrelationId' } },
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
  headers: {
    CorrelationId: {
      description: 'Names the request in every log and event that follows from it; a request may bring one.',
      schema: { type: 'string' },
    },
    IdempotentReplayed: {
      description: '`true` when the command had been done before and this is its first answer again.',
      schema: { type: 'string', enum: ['true'] },
    },
  },
  securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
};
