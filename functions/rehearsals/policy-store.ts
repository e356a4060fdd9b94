/** The shop's policy and the overrides of it, in the rehearsals' table (store.ts, access pattern 7, and `sk OVERRIDE#<000001>`). */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type Policy, USUAL_POLICY } from './domain/policy.ts';

const RehearsalsTable = contextTable('rehearsals');

const PolicyEntity = new Entity({
  name: 'RehearsalPolicy',
  table: RehearsalsTable,
  timestamps: false,
  schema: item({ name: string().key(), policy: any() }),
  computeKey: ({ name }) => ({ pk: name, sk: name }),
});

const OverrideEntity = new Entity({
  name: 'PublishOverride',
  table: RehearsalsTable,
  timestamps: false,
  schema: item({
    promotionId: string().key(),
    version: number().key(),
    reason: string(),
    by: string(),
    at: string(),
    codes: any(),
    rehearsalId: string().optional(),
  }),
  computeKey: ({ promotionId, version }) => ({
    pk: `PROMOTION#${promotionId}`,
    sk: `OVERRIDE#${String(version).padStart(6, '0')}`,
  }),
});

/** Why a version went live against its rehearsal, and by whose word. */
export interface Override {
  promotionId: string;
  version: number;
  reason: string;
  by: string;
  at: string;
  codes: string[];
  rehearsalId?: string;
}

/** The policy that holds. Right: GetItem. */
export async function findPolicy(): Promise<Policy> {
  const { Item } = await PolicyEntity.build(GetItemCommand)
    .key({ name: 'POLICY' })
    .options({ consistent: true })
    .send();
  return (Item?.policy as Policy | undefined) ?? USUAL_POLICY;
}

/** The write of the policy. */
export function putPolicy(policy: Policy): Action {
  return { write: { Put: PolicyEntity.build(PutTransaction).item({ name: 'POLICY', policy }).params().Put } };
}

/** The write of an override, kept for good. Right: PutItem. */
export function putOverride(override: Override): Action {
  return { write: { Put: OverrideEntity.build(PutTransaction).item(override).params().Put } };
}

/** The override of a version, where there was one. */
export async function findOverride(promotionId: string, version: number): Promise<Override | undefined> {
  const { Item } = await OverrideEntity.build(GetItemCommand)
    .key({ promotionId, version })
    .options({ consistent: true })
    .send();
  return Item as Override | undefined;
}
