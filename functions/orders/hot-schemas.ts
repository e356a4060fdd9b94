import * as z from 'zod';
import { placed } from './schemas.ts';

const problem = z.strictObject({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), code: z.string() })).optional(),
});

/** How a buyer stands in line: his place while he waits, his order once it is made, the reason when he got nothing. */
export const admission = z.strictObject({
  admissionId: z.string(),
  status: z.enum(['waiting', 'admitted', 'sold-out', 'refused']),
  place: z.int().optional(),
  retryAfterSeconds: z.int().optional(),
  order: placed.optional(),
  problem: problem.optional(),
  href: z.string(),
});
