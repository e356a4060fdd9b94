/**
 * The rehearsals themselves; in the same table as what index-store.ts keeps. Access patterns:
 *  3. one rehearsal                                    pk REHEARSAL#<id>     sk REHEARSAL
 *  4. what its steps found, in order                   pk REHEARSAL#<id>     sk PART#<000001>
 *  5. its report                                       pk REHEARSAL#<id>     sk REPORT
 *  6. the newest that ended of a promotion's version   pk PROMOTION#<id>     sk VERSION#<000001>
 *  7. what is asked of a promotion before it is live   pk POLICY             sk POLICY
 * and commands, outbox and their like as everywhere.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { DomainError } from '../../shared/kernel/errors.ts';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Standing } from './domain/policy.ts';
import type { Rehearsal } from './domain/rehearsal.ts';

const RehearsalsTable = contextTable('rehearsals');

const digits = (value: number) => String(value).padStart(6, '0');

const RehearsalEntity = new Entity({
  name: 'Rehearsal',
  table: RehearsalsTable,
  timestamps: false,
  schema: item({ rehearsalId: string().key(), step: number(), rehearsal: any() }),
  computeKey: ({ rehearsalId }) => ({ pk: `REHEARSAL#${rehearsalId}`, sk: 'REHEARSAL' }),
});

const PartEntity = new Entity({
  name: 'RehearsalPart',
  table: RehearsalsTable,
  timestamps: false,
  schema: item({ rehearsalId: string().key(), step: number().key(), part: any() }),
  computeKey: ({ rehearsalId, step }) => ({ pk: `REHEARSAL#${rehearsalId}`, sk: `PART#${digits(step)}` }),
});

const ReportEntity = new Entity({
  name: 'RehearsalReport',
  table: RehearsalsTable,
  timestamps: false,
  schema: item({ rehearsalId: string().key(), report: any() }),
  computeKey: ({ rehearsalId }) => ({ pk: `REHEARSAL#${rehearsalId}`, sk: 'REPORT' }),
});

const StandingEntity = new Entity({
  name: 'RehearsedVersion',
  table: RehearsalsTable,
  timestamps: false,
  schema: item({
    promotionId: string().key(),
    version: number().key(),
    rehearsalId: string(),
    verdict: string().enum('red', 'amber', 'green'),
    red: any(),
    finishedAt: string(),
  }),
  computeKey: ({ promotionId, version }) => ({ pk: `PROMOTION#${promotionId}`, sk: `VERSION#${digits(version)}` }),
});

const changedMeanwhile = () =>
  new DomainError('conflict', 'rehearsals.changed-meanwhile', 'The rehearsal went on meanwhile.');

/** One rehearsal, or undefined. Strongly consistent. */
export async function findRehearsal(rehearsalId: string): Promise<Rehearsal | undefined> {
  const { Item } = await RehearsalEntity.build(GetItemCommand)
    .key({ rehearsalId })
    .options({ consistent: true })
    .send();
  return Item?.rehearsal as Rehearsal | undefined;
}

/** The write of a rehearsal's next step; refused when somebody else took it. */
export function putRehearsal(rehearsal: Rehearsal): Action {
  const { rehearsalId, step } = rehearsal;
  const { Put } = RehearsalEntity.build(PutTransaction)
    .item({ rehearsalId, step, rehearsal })
    .options({ condition: step === 1 ? { attr: 'rehearsalId', exists: false } : { attr: 'step', eq: step - 1 } })
    .params();
  return { write: { Put }, refused: changedMeanwhile };
}

/** The write of what a step found. */
export function putPart(rehearsalId: string, step: number, part: object): Action {
  return { write: { Put: PartEntity.build(PutTransaction).item({ rehearsalId, step, part }).params().Put } };
}

/** What all steps found, in their order. */
export async function partsOf<Part>(rehearsalId: string): Promise<Part[]> {
  const { Items } = await RehearsalsTable.build(QueryCommand)
    .entities(PartEntity)
    .query({ partition: `REHEARSAL#${rehearsalId}`, range: { beginsWith: 'PART#' } })
    .options({ consistent: true, maxPages: Infinity })
    .send();
  return (Items ?? []).map(({ part }) => part as Part);
}

/** The write of the report. */
export function putReport(rehearsalId: string, report: object): Action {
  return { write: { Put: ReportEntity.build(PutTransaction).item({ rehearsalId, report }).params().Put } };
}

/** The report, or undefined while there is none. */
export async function findReport(rehearsalId: string): Promise<object | undefined> {
  const { Item } = await ReportEntity.build(GetItemCommand).key({ rehearsalId }).options({ consistent: true }).send();
  return Item?.report as object | undefined;
}

/** The write of how a version stands after a rehearsal: the one that ended last counts. */
export function putStanding(standing: Standing): Action {
  return { write: { Put: StandingEntity.build(PutTransaction).item(standing).params().Put } };
}

/** How a version stands after its newest rehearsal, or undefined when it had none. Right: GetItem. */
export async function findStanding(promotionId: string, version: number): Promise<Standing | undefined> {
  const { Item } = await StandingEntity.build(GetItemCommand)
    .key({ promotionId, version })
    .options({ consistent: true })
    .send();
  return Item as Standing | undefined;
}
