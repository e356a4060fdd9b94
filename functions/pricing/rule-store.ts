/**
 * Rules that propose prices, and what they propose. Access patterns:
 *  1. all rules, or one                     pk RULES       sk <ruleId>
 *  2. all proposals in pages, or one        pk PROPOSALS   sk <ruleId>#<sku>
 * A rule proposes one price for a SKU: a newer proposal takes the older one's place.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { epochSeconds } from '../../shared/kernel/time.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Proposal } from './domain/proposal.ts';
import type { Rule } from './domain/rule.ts';
import { changedMeanwhile, isNext, type PageKey, PricingTable } from './store.ts';

/** A rule as stored. */
export const RuleEntity = new Entity({
  name: 'PriceRule',
  table: PricingTable,
  timestamps: false,
  schema: item({ ruleId: string().key(), rule: any(), version: number() }),
  computeKey: ({ ruleId }) => ({ pk: 'RULES', sk: ruleId }),
});

/** A proposal as stored. */
export const ProposalEntity = new Entity({
  name: 'PriceProposal',
  table: PricingTable,
  timestamps: false,
  schema: item({ ruleId: string().key(), sku: string().key(), proposal: any(), expiresAt: number() }),
  computeKey: ({ ruleId, sku }) => ({ pk: 'PROPOSALS', sk: `${ruleId}#${sku}` }),
});

/** One rule, or undefined. Strongly consistent. */
export async function findRule(ruleId: string): Promise<Rule | undefined> {
  const { Item } = await RuleEntity.build(GetItemCommand).key({ ruleId }).options({ consistent: true }).send();
  return Item?.rule as Rule | undefined;
}

/** The write of a rule's next version. */
export function putRule(rule: Rule): Action {
  const { ruleId, version } = rule;
  const { Put } = RuleEntity.build(PutTransaction)
    .item({ ruleId, rule, version })
    .options({ condition: isNext(version) })
    .params();
  return { write: { Put }, refused: changedMeanwhile };
}

/** A page of the rules, by id. Strongly consistent. */
export async function rulesFrom(limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await PricingTable.build(QueryCommand)
    .entities(RuleEntity)
    .query({ partition: 'RULES' })
    .options({ limit, consistent: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { rules: (Items ?? []).map(({ rule }) => rule as Rule), lastKey: LastEvaluatedKey as PageKey };
}

/** One proposal, or undefined. Strongly consistent. */
export async function findProposal(ruleId: string, sku: string): Promise<Proposal | undefined> {
  const { Item } = await ProposalEntity.build(GetItemCommand).key({ ruleId, sku }).options({ consistent: true }).send();
  return Item?.proposal as Proposal | undefined;
}

/** The write of a proposal in the place of the one before. */
export function putProposal(proposal: Proposal): Action {
  const { ruleId, sku, expiresAt } = proposal;
  const stored = { ruleId, sku, proposal, expiresAt: epochSeconds(expiresAt) };
  return { write: { Put: ProposalEntity.build(PutTransaction).item(stored).params().Put } };
}

/** The end of a proposal, if there is one. */
export function dropProposal(ruleId: string, sku: string): Action {
  return { write: { Delete: ProposalEntity.build(DeleteTransaction).key({ ruleId, sku }).params().Delete } };
}

/** A page of the proposals, by rule and SKU. */
export async function proposalsFrom(limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await PricingTable.build(QueryCommand)
    .entities(ProposalEntity)
    .query({ partition: 'PROPOSALS' })
    .options({ limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { proposals: (Items ?? []).map(({ proposal }) => proposal as Proposal), lastKey: LastEvaluatedKey as PageKey };
}
