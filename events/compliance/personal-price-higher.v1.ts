import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** Somebody paid more than the same cart would have cost anybody: that must never be. Minor units of `currency`. */
export const PersonalPriceHigher = defineEvent({
  context: 'compliance',
  name: 'PersonalPriceHigher',
  version: 1,
  data: z.object({ orderId: z.string(), total: z.int(), anonymousTotal: z.int(), currency: z.string() }),
  example: { orderId: 'order_01JD0000000000000000000001', total: 8820, anonymousTotal: 8000, currency: 'CNY' },
});
