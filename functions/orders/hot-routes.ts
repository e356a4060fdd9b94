import * as z from 'zod';
import { defineRoute } from '../../shared/platform/route.ts';
import { admission } from './schemas.ts';

export const getAdmission = defineRoute({
  id: 'getAdmission',
  method: 'GET',
  path: '/v1/admissions/{admissionId}',
  access: ['customer', 'staff'],
  summary: 'How one stands in the line for a hot SKU',
  params: z.strictObject({ admissionId: z.string().regex(/^[\w-]{1,340}$/) }),
  replies: { 200: admission },
  errors: ['orders.unknown-admission'],
});
