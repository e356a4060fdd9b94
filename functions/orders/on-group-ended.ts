/**
 * Hears how a group ended: orders of one that is complete may leave the house, those of one that failed are cancelled and their
 * money goes back. Promise: each order once, whatever the number of the messages; one that cannot be moved now keeps no other
 * waiting, and comes again.
 */
import { GroupCompleted } from '../../events/group-buys/group-completed.v1.ts';
import { GroupFailed } from '../../events/group-buys/group-failed.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { endWithGroup, moveAll, releaseToShip } from './of-group.ts';

export const handler = consumerHandler([GroupCompleted, GroupFailed], ({ type, data }, run) =>
  moveAll(data.orderIds, (orderId) =>
    type === GroupCompleted.type ? releaseToShip(orderId, run) : endWithGroup(orderId, run),
  ),
);
