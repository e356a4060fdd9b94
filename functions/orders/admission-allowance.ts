import { epochSeconds } from '../../shared/kernel/time.ts';
import type { Found, ItemKey } from '../../shared/platform/batch-get.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type Allowance, type HotWant, lineOf } from './domain/admission.ts';

const KEEP_SECONDS = 90 * 86_400;

/** The key of what a customer has had of a hot SKU in one sale. */
export function allowanceKey(customerId: string, want: Pick<HotWant, 'sku' | 'sale'>): ItemKey {
  return { table: tableName('orders'), pk: `ALLOWANCE#${lineOf(want)}#${customerId}`, sk: 'ALLOWANCE' };
}

/** What a customer has had, among `found`. */
export function allowanceFrom(found: Found, customerId: string, want: Pick<HotWant, 'sku' | 'sale'>): Allowance {
  const { taken = 0, lapsed = 0 } = (found.get(allowanceKey(customerId, want)) ?? {}) as Partial<Allowance>;
  return { taken, lapsed };
}

/** Raised out of a commit when a customer had more than was read. */
export class AllowanceMoved extends Error {
  constructor() {
    super('allowance moved');
    this.name = 'AllowanceMoved';
  }
}

function change(key: ItemKey, by: Allowance, run: Run) {
  return {
    TableName: key.table,
    Key: { pk: key.pk, sk: key.sk },
    UpdateExpression: 'ADD #taken :taken, #lapsed :lapsed SET #expiresAt = :expiresAt',
    ExpressionAttributeNames: { '#taken': 'taken', '#lapsed': 'lapsed', '#expiresAt': 'expiresAt' },
    ExpressionAttributeValues: {
      ':taken': by.taken,
      ':lapsed': by.lapsed,
      ':expiresAt': epochSeconds(run.now) + KEEP_SECONDS,
    } as Record<string, number>,
  };
}

/** Counts units that a customer takes, within his limits; else the commit raises `AllowanceMoved`. Right: UpdateItem. */
export function useAllowance(customerId: string, want: HotWant, run: Run): Action {
  const update = change(allowanceKey(customerId, want), { taken: want.quantity, lapsed: 0 }, run);
  const conditions = ['(attribute_not_exists(#lapsed) OR #lapsed < :lapses)'];
  update.ExpressionAttributeValues[':lapses'] = want.lapses;
  if (want.perCustomer !== undefined) {
    conditions.push('(attribute_not_exists(#taken) OR #taken <= :room)');
    update.ExpressionAttributeValues[':room'] = want.perCustomer - want.quantity;
  }
  return {
    write: { Update: { ...update, ConditionExpression: conditions.join(' AND ') } },
    refused: () => new AllowanceMoved(),
  };
}

/** Units of a hot SKU that count against a customer's limit for as long as his order lives. */
export type Used = Pick<HotWant, 'sku' | 'sale' | 'quantity'>;

/** Counts again what an order that comes back to life takes: its money is here, so no limit refuses it. Right: UpdateItem. */
export function countAgain(customerId: string, used: readonly Used[], run: Run): Action[] {
  return used.map((want) => ({
    write: { Update: change(allowanceKey(customerId, want), { taken: want.quantity, lapsed: 0 }, run) },
  }));
}

/** Gives a customer his allowance back; when his hold ran out, that is remembered. Right: UpdateItem. */
export function returnAllowance(customerId: string, used: readonly Used[], lapsed: boolean, run: Run): Action[] {
  return used.map((want) => ({
    write: {
      Update: change(allowanceKey(customerId, want), { taken: -want.quantity, lapsed: lapsed ? 1 : 0 }, run),
    },
  }));
}
