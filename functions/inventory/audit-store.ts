/**
 * The inventory's table, its part for the audit. Access patterns:
 *  1. every SKU that ever was in stock        pk AUDIT                     sk <sku>      (with the ledger's sum up to a time)
 *  2. every movement of a SKU since then      pk LEDGER#<sku>              sk after <time>#<entry>
 *  3. where the audit goes on                 pk AUDIT_CURSOR              sk AUDIT_CURSOR
 *  4. differences that were told              pk ASTRAY#<sku>              sk <location>#<counter>#<numbers>
 */
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand, PutCommand, QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Difference, Entry, Sum } from './domain/recount.ts';

/** The ledger of a SKU added up to somewhere. */
export interface Checkpoint {
  sums: Record<string, Sum>;
  /** Sort key of the last entry in the sums. */
  upTo: string;
}

/** A SKU to be audited. */
export interface Audited {
  sku: string;
  checkpoint?: Checkpoint;
}

const AUDIT = 'AUDIT';
const CURSOR = { pk: 'AUDIT_CURSOR', sk: 'AUDIT_CURSOR' };

/** Lists a SKU for the audit; harmless when it is there. Right: UpdateItem. */
export function listSku(sku: string): Action {
  const Update = {
    TableName: tableName('inventory'),
    Key: { pk: AUDIT, sk: sku },
    UpdateExpression: 'SET #et = :et, #sku = :sku',
    ExpressionAttributeNames: { '#et': '_et', '#sku': 'sku' },
    ExpressionAttributeValues: { ':et': 'AuditedSku', ':sku': sku },
  };
  return { write: { Update } };
}

/** The next SKUs after one, in their order. Strongly consistent. Right: Query. */
export async function skusAfter(sku: string | undefined, limit: number): Promise<Audited[]> {
  const reply = await send(
    new QueryCommand({
      TableName: tableName('inventory'),
      KeyConditionExpression: sku === undefined ? 'pk = :pk' : 'pk = :pk AND sk > :sku',
      ExpressionAttributeValues: { ':pk': AUDIT, ...(sku === undefined ? {} : { ':sku': sku }) },
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return (reply.Items ?? []) as Audited[];
}

/** Keeps a sum, so that the next audit need not add up all of the past again. Right: PutItem. */
export async function putCheckpoint(sku: string, checkpoint: Checkpoint): Promise<void> {
  const Item = { pk: AUDIT, sk: sku, _et: 'AuditedSku', sku, checkpoint };
  await send(new PutCommand({ TableName: tableName('inventory'), Item }));
}

/** A ledger entry with its place in the order of things. */
export interface StoredEntry extends Entry {
  sk: string;
  sku: string;
  entryId: string;
  cause: string;
  reference: string;
  actor?: string;
  at: string;
}

/** A page of a SKU's ledger. */
export interface LedgerPage {
  entries: StoredEntry[];
  lastKey?: Record<string, unknown>;
}

/** How a ledger is read. */
export interface LedgerQuery {
  after?: string;
  newestFirst?: boolean;
  limit?: number;
  from?: Record<string, unknown>;
}

/** A page of the ledger of a SKU. Strongly consistent. Right: Query. */
export async function ledgerOf(sku: string, { after, newestFirst, limit, from }: LedgerQuery): Promise<LedgerPage> {
  const reply = await send(
    new QueryCommand({
      TableName: tableName('inventory'),
      KeyConditionExpression: after === undefined ? 'pk = :pk' : 'pk = :pk AND sk > :after',
      ExpressionAttributeValues: { ':pk': `LEDGER#${sku}`, ...(after === undefined ? {} : { ':after': after }) },
      ConsistentRead: true,
      ScanIndexForward: !newestFirst,
      ...(limit ? { Limit: limit } : {}),
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  return { entries: (reply.Items ?? []) as StoredEntry[], lastKey: reply.LastEvaluatedKey as LedgerPage['lastKey'] };
}

/** The SKU after which the audit goes on. Right: GetItem. */
export async function auditCursor(): Promise<string | undefined> {
  const { Item } = await send(new GetCommand({ TableName: tableName('inventory'), Key: CURSOR, ConsistentRead: true }));
  return (Item as { after?: string } | undefined)?.after;
}

/** Keeps the SKU after which the audit goes on; without one it starts anew. Right: PutItem. */
export async function putAuditCursor(after: string | undefined): Promise<void> {
  const Item = { ...CURSOR, _et: 'AuditCursor', ...(after === undefined ? {} : { after }) };
  await send(new PutCommand({ TableName: tableName('inventory'), Item }));
}

/** Notes a difference, once; the commit is refused when it was noted before. Right: PutItem. */
export function noteDifference({ sku, locationId, counter, stands, recomputed }: Difference): Action {
  const Item = { pk: `ASTRAY#${sku}`, sk: `${locationId}#${counter}#${stands}#${recomputed}`, _et: 'Astray' };
  const ConditionExpression = 'attribute_not_exists(pk)';
  return { write: { Put: { TableName: tableName('inventory'), Item, ConditionExpression } } };
}
