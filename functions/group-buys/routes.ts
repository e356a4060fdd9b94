import * as z from 'zod';
import { defineRoute, idSchema, pageOf, pageQuery } from '../../shared/platform/route.ts';

/** A group as everybody sees it: `joined` places are taken, `paid` of them paid, `missing` free. */
const group = z.strictObject({
  groupId: z.string(),
  promotionId: z.string(),
  state: z.enum(['open', 'complete', 'failed']),
  people: z.int(),
  joined: z.int(),
  paid: z.int(),
  missing: z.int(),
  openedAt: z.iso.datetime(),
  deadline: z.iso.datetime(),
});

export const getGroup = defineRoute({
  id: 'getGroup',
  method: 'GET',
  path: '/v1/group-buys/{groupId}',
  access: 'public',
  summary: 'See a group: how many it wants, how many are missing, until when',
  params: z.strictObject({ groupId: idSchema }),
  replies: { 200: group },
  errors: ['group-buys.unknown'],
});

export const listGroups = defineRoute({
  id: 'listGroups',
  method: 'GET',
  path: '/v1/group-buys',
  access: 'public',
  summary: 'The open groups of a promotion, the first to end first',
  query: z.strictObject({ promotionId: idSchema, ...pageQuery }),
  replies: { 200: pageOf(group) },
  errors: ['request.bad-cursor'],
});
