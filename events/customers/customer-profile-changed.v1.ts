import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A customer's profile or consents changed. Who wants to know what changed asks the customers context: ids only here. */
export const CustomerProfileChanged = defineEvent({
  context: 'customers',
  name: 'CustomerProfileChanged',
  version: 1,
  data: z.object({ customerId: z.string(), version: z.int() }),
  example: { customerId: 'customer_01JD8ZK3Q4V7N2M5X6Y8W9A0BC', version: 3 },
});
