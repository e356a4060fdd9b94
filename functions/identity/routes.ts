import * as z from 'zod';
import { defineRoute, idSchema, ROLES } from '../../shared/platform/route.ts';

export const createDevSession = defineRoute({
  id: 'createDevSession',
  method: 'POST',
  path: '/v1/sessions/dev',
  access: 'public',
  summary: 'Sign in as anybody, on a developer machine',
  stages: ['local'],
  body: z.strictObject({
    customerId: idSchema.optional(),
    roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length).optional(),
  }),
  replies: { 201: z.strictObject({ accessToken: z.string(), expiresIn: z.int(), customerId: z.string() }) },
});
