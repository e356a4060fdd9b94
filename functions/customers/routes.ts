import * as z from 'zod';
import { defineRoute, idSchema } from '../../shared/platform/route.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}+$/u);
const birthday = z.string().regex(/^(?:\d{4}-)?\d{2}-\d{2}$/);
const language = z.enum(['zh', 'en']);
const phone = z.string().regex(/^\+?\d[\d -]{4,18}\d$/);
const channel = z.enum(['web', 'mini-program', 'store', 'marketplace', 'live']);

/** A customer's profile as the customer sees it. */
const profileReply = z.strictObject({
  customerId: z.string(),
  name: z.string().optional(),
  birthday: z.string().optional(),
  language,
  phone: z.string().optional(),
  personalised: z.boolean().optional(),
  consents: z.strictObject({ marketing: z.boolean(), personalisation: z.boolean() }),
  version: z.int(),
});

export const getMe = defineRoute({
  id: 'getMe',
  method: 'GET',
  path: '/v1/me',
  access: ['customer'],
  summary: 'See your profile and consents',
  replies: { 200: profileReply },
});

export const patchMe = defineRoute({
  id: 'patchMe',
  method: 'PATCH',
  path: '/v1/me',
  access: ['customer'],
  summary: 'Change your profile; null takes a field away',
  body: z.strictObject({
    name: name.nullable().optional(),
    birthday: birthday.nullable().optional(),
    language: language.optional(),
    phone: phone.nullable().optional(),
    /** False: prices that are for anybody, from the next quote on. */
    personalised: z.boolean().optional(),
  }),
  replies: { 200: profileReply },
  errors: ['customers.bad-birthday', 'customers.changed-meanwhile'],
});

export const putConsent = defineRoute({
  id: 'putConsent',
  method: 'PUT',
  path: '/v1/me/consents/{purpose}',
  access: ['customer'],
  summary: 'Give or withdraw consent to one purpose',
  params: z.strictObject({ purpose: z.enum(['marketing', 'personalisation']) }),
  body: z.strictObject({ granted: z.boolean(), channel: channel.default('web') }),
  replies: { 200: profileReply },
  errors: ['customers.changed-meanwhile'],
});

const mark = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}+$/u);

export const putStanding = defineRoute({
  id: 'putStanding',
  method: 'PUT',
  path: '/v1/admin/customers/{customerId}/standing',
  access: ['staff'],
  summary: 'Say which tier and segments a customer is in; what is left out is taken away',
  params: z.strictObject({ customerId: idSchema }),
  body: z.strictObject({ tier: mark.optional(), segments: z.array(mark).min(1).max(100).optional() }),
  replies: {
    200: z.strictObject({
      customerId: z.string(),
      tier: z.string().optional(),
      segments: z.array(z.string()).optional(),
      version: z.int(),
      asOf: z.string().optional(),
    }),
  },
  errors: ['customers.changed-meanwhile'],
});
