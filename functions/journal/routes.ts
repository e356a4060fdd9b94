import * as z from 'zod';
import { defineRoute, pageQuery } from '../../shared/platform/route.ts';

const account = z.string().min(1).max(120);
const amount = z.int();

/** A double entry: its debits and credits come to the same. Amounts in minor units of the shop's currency. */
const entry = z.strictObject({
  entryId: z.string(),
  date: z.iso.date(),
  at: z.iso.datetime(),
  orderId: z.string(),
  what: z.enum(['sale', 'cancellation', 'return', 'refund', 'late-money']),
  lines: z.array(z.strictObject({ account: z.string(), debit: amount.optional(), credit: amount.optional() })),
  movements: z.array(
    z.strictObject({
      kind: z.enum(['capture', 'refund']),
      id: z.string(),
      provider: z.string(),
      amount,
      currency: z.string(),
    }),
  ),
});

/** What an account took on each side; `balance` is debit less credit. */
const balance = z.strictObject({ account: z.string(), debit: amount, credit: amount, balance: amount });

const difference = z.strictObject({
  kind: z.enum(['missing-at-provider', 'missing-here', 'other-amount', 'order-disagrees', 'totals-disagree']),
  id: z.string(),
  orderId: z.string().optional(),
  here: amount.optional(),
  there: amount.optional(),
});

const sum = z.strictObject({ count: z.int(), amount });

/** A day as it was closed: `differences` says how many there are, `items` names the first hundred. */
const close = z.strictObject({
  date: z.iso.date(),
  closedAt: z.iso.datetime(),
  version: z.int(),
  entries: z.int(),
  captures: sum,
  refunds: sum,
  provider: z.strictObject({ captures: sum, refunds: sum }).optional(),
  balances: z.array(balance),
  differences: z.int(),
  items: z.array(difference).max(100),
});

const params = z.strictObject({ date: z.iso.date() });

export const getJournal = defineRoute({
  id: 'getJournal',
  method: 'GET',
  path: '/v1/admin/journal',
  access: ['staff'],
  summary: 'The double entries of some days, and what accounts took on them',
  query: z.strictObject({ ...pageQuery, from: z.iso.date(), to: z.iso.date(), account: account.optional() }),
  replies: {
    200: z.strictObject({ items: z.array(entry), nextCursor: z.string().optional(), balances: z.array(balance) }),
  },
  errors: ['journal.bad-range', 'journal.range-too-long', 'request.bad-cursor'],
});

export const getClose = defineRoute({
  id: 'getClose',
  method: 'GET',
  path: '/v1/admin/journal/closes/{date}',
  access: ['staff'],
  summary: 'A day as it was closed: what moved, and every difference to the provider and the orders',
  params,
  replies: { 200: close },
  errors: ['journal.not-closed'],
});

export const closeDay = defineRoute({
  id: 'closeDay',
  method: 'POST',
  path: '/v1/admin/journal/closes/{date}',
  access: ['staff'],
  summary: 'Close a day again, now: compare its books with the provider and the orders',
  params,
  replies: { 200: close },
  errors: ['journal.day-not-begun', 'journal.provider-silent'],
});
