/**
 * POST /v1/admin/stock/transfers/{transferId}/receive: a transfer arrived. Promise: it arrives once; the same number again
 * gets the same answer, another one is refused. What was lost on the way, or came besides, is told.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { arrive } from './domain/transfer.ts';
import { moveStock } from './move-store.ts';
import { movedMeanwhile } from './operation-store.ts';
import { receiveTransfer as route } from './stock-routes.ts';
import { levelAt } from './store.ts';
import { tellFinding } from './telling.ts';
import { closeTransfer, findTransfer } from './transfer-store.ts';

const unknown = () => new DomainError('not-found', 'inventory.unknown-transfer', 'There is no such transfer.');
const arrived = () => new DomainError('conflict', 'inventory.transfer-received', 'It arrived with another number.');

export const handler = httpHandler(route, ({ params: { transferId }, body: { received }, caller }, run) =>
  retryWhenChanged(async () => {
    const transfer = await findTransfer(transferId);
    if (!transfer) throw unknown();
    if (transfer.status === 'received') {
      if (transfer.received !== received) throw arrived();
      return { status: 200, body: transfer };
    }
    const { sku, to: locationId, quantity } = transfer;
    const closed = { ...transfer, status: 'received', received } as const;
    const movement = arrive(await levelAt(sku, locationId), transfer, received);
    const cause = { cause: 'arrived', reference: transferId, actor: `staff ${caller.id}` } as const;
    const finding = { sku, locationId, reference: transferId, cause: 'transfer', short: 0 } as const;
    await commit([
      closeTransfer(closed),
      ...moveStock(movement, cause, run, { refused: movedMeanwhile }),
      ...tellFinding({ ...finding, difference: received - quantity }, run),
    ]);
    return { status: 200, body: closed };
  }),
);
