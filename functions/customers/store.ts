/**
 * The customers' table. Access patterns:
 *  1. one customer's profile                         pk CUSTOMER#<id>        sk PROFILE
 *  2. one customer's consent decisions, in order     pk CUSTOMER#<id>        sk CONSENT#<entry id>
 *  3. who celebrates on a day and wants to hear of it, in pages
 *                                                    gsi1pk BIRTHDAY#<MM-DD> gsi1sk <id>
 *  4. what the shop says of a customer, and said      pk CUSTOMER#<id>        sk STANDING | STANDING#<version>
 * 4 stands in standing-store.ts.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { ConditionCheck } from 'dynamodb-toolbox/entity/actions/transactCheck';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { CustomerProfileChanged } from '../../events/customers/customer-profile-changed.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import type { ItemKey } from '../../shared/platform/batch-get.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { consents, emptyProfile, monthDayOf, type Profile, type Purpose } from './domain/profile.ts';

const CustomersTable = contextTable('customers');

const consent = () => map({ granted: boolean(), at: string() }).optional();

/** A profile as stored. In the birthday index only while there is a birthday and consent to marketing. */
const ProfileEntity = new Entity({
  name: 'Profile',
  table: CustomersTable,
  timestamps: false,
  schema: item({
    customerId: string().key(),
    name: string().optional(),
    birthday: string().optional(),
    language: string().enum('zh', 'en'),
    phone: string().optional(),
    personalised: boolean().optional(),
    consents: map({ marketing: consent(), personalisation: consent() }),
    version: number(),
    updatedAt: string().optional(),
    gsi1pk: string().hidden().optional(),
    gsi1sk: string().hidden().optional(),
  }),
  computeKey: ({ customerId }) => ({ pk: `CUSTOMER#${customerId}`, sk: 'PROFILE' }),
});

/** One decision about a purpose; never changed after it is written. */
const ConsentEntity = new Entity({
  name: 'ConsentDecision',
  table: CustomersTable,
  timestamps: false,
  schema: item({
    customerId: string().key(),
    entryId: string().key(),
    purpose: string(),
    granted: boolean(),
    channel: string(),
    at: string(),
  }),
  computeKey: ({ customerId, entryId }) => ({ pk: `CUSTOMER#${customerId}`, sk: `CONSENT#${entryId}` }),
});

/** The key of a customer's profile, for who reads it with more. */
export function profileKey(customerId: string): ItemKey {
  return { table: tableName('customers'), pk: `CUSTOMER#${customerId}`, sk: 'PROFILE' };
}

/** One customer's profile, the empty one where nothing is stored. Strongly consistent. */
export async function profileOf(customerId: string): Promise<Profile> {
  const { Item } = await ProfileEntity.build(GetItemCommand).key({ customerId }).options({ consistent: true }).send();
  return (Item as Profile | undefined) ?? emptyProfile(customerId);
}

function changedMeanwhile(): DomainError {
  return new DomainError('conflict', 'customers.changed-meanwhile', 'Your profile changed meanwhile; try again.');
}

function birthdayKeys(profile: Profile): { gsi1pk?: string; gsi1sk?: string } {
  if (!profile.birthday || !consents(profile, 'marketing')) return {};
  return { gsi1pk: `BIRTHDAY#${monthDayOf(profile.birthday)}`, gsi1sk: profile.customerId };
}

function putProfile(profile: Profile): Action {
  const { Put } = ProfileEntity.build(PutTransaction)
    .item({ ...profile, ...birthdayKeys(profile) })
    .options({
      condition:
        profile.version === 1 ? { attr: 'customerId', exists: false } : { attr: 'version', eq: profile.version - 1 },
    })
    .params();
  return { write: { Put }, refused: changedMeanwhile };
}

/**
 * Commits the next version of a profile with whatever belongs to the change, and announces it. Throws conflict
 * `customers.changed-meanwhile` when another version came first.
 */
export async function commitProfile(profile: Profile, more: readonly Action[], run: Run): Promise<void> {
  const { customerId, version } = profile;
  const fact = announce(CustomerProfileChanged, { subject: customerId, data: { customerId, version } }, run);
  await commit([putProfile(profile), ...more, fact]);
}

/** One decision about a purpose, as the ledger keeps it. */
export interface ConsentDecision {
  customerId: string;
  entryId: string;
  purpose: Purpose;
  granted: boolean;
  channel: string;
  at: string;
}

/** The append-only record of a decision, whose id is new. */
export function recordDecision(decision: ConsentDecision): Action {
  const { Put } = ConsentEntity.build(PutTransaction).item(decision).params();
  return { write: { Put } };
}

/** Holds only while the customer consents to marketing; `refused` is raised otherwise. */
export function checkMarketingConsent(customerId: string, refused: () => Error): Action {
  const { ConditionCheck: check } = ProfileEntity.build(ConditionCheck)
    .key({ customerId })
    .condition({ attr: 'consents.marketing.granted', eq: true })
    .params();
  return { write: { ConditionCheck: check }, refused };
}

/** Where a page ends. */
export type PageKey = Record<string, unknown> | undefined;

/** A page of the customers who celebrate on `monthDay` (`MM-DD`) and consent to marketing, as the index knows them. */
export async function celebrating(monthDay: string, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await CustomersTable.build(QueryCommand)
    .entities(ProfileEntity)
    .query({ index: 'gsi1', partition: `BIRTHDAY#${monthDay}` })
    .options({ limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { profiles: (Items ?? []) as Profile[], lastKey: LastEvaluatedKey as PageKey };
}
