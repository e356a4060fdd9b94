import { groupBuyOf } from '../../../support/groups.ts';
import { fill, orderOf, publish } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const inGroup = (groupBuy: object) => orderOf('A', 1, 'approve', { groupBuy });

const PAID = { status: 'PAID' };
const CANCELLED = { status: 'CANCELLED' };
const cancelOf = (orderId: string) => `POST /v1/orders/${orderId}/cancel`;

/** Nobody joins after its deadline, though it was not ended yet; who leaves as it becomes complete leaves all the same. */
async function complete({ hold, clerk, buyer, guest, later, pause }: Desk): Promise<void> {
  const promotionId = await publish(clerk, groupBuyOf('A', 2, 600));
  const one = await buyer('POST /v1/orders', inGroup({ promotionId }), PAID);
  const joining = inGroup({ promotionId, groupId: one.groupBuy.groupId });
  await later(2, () => guest('POST /v1/orders', joining, 'group-buys.over'));
  const told = hold({ by: 'on-group-ended' });
  const other = await guest('POST /v1/orders', joining, PAID);
  await told.asked;
  await Promise.all([buyer(cancelOf(one.orderId), {}, CANCELLED), guest(cancelOf(other.orderId), {}, CANCELLED)]);
  told.release();
  await pause(5);
  await guest(`GET /v1/group-buys/${one.groupBuy.groupId}`, undefined, { state: 'complete', joined: 2, paid: 2 });
}

/** Who leaves just as he is counted has left. */
async function left({ hold, buyer, guest, pause }: Desk, promotionId: string): Promise<string[]> {
  const count = hold({ by: 'count-paid' });
  const first = await buyer('POST /v1/orders', inGroup({ promotionId }), PAID);
  await count.asked;
  await buyer(cancelOf(first.orderId), {}, CANCELLED);
  count.release();
  const [look, leave] = [hold({ by: 'count-paid', call: 'BatchGetItem' }), hold({ by: 'cancel-order' })];
  const second = await buyer('POST /v1/orders', inGroup({ promotionId }), PAID);
  await look.asked;
  const cancelled = buyer(cancelOf(second.orderId), {}, CANCELLED);
  await leave.asked;
  look.release();
  await pause(1);
  leave.release();
  await cancelled;
  for (const { groupBuy } of [first, second])
    await guest(`GET /v1/group-buys/${groupBuy.groupId}`, undefined, { state: 'open', joined: 0, paid: 0 });
  return [first, second].map(({ groupBuy }) => groupBuy.groupId);
}

/** At its deadline one leaves before the group has ended, and one while it does. */
async function deadline({ hold, buyer, guest, pause }: Desk, promotionId: string): Promise<void> {
  const first = await buyer('POST /v1/orders', inGroup({ promotionId }), PAID);
  const { groupId } = first.groupBuy;
  const second = await guest('POST /v1/orders', inGroup({ promotionId, groupId }), PAID);
  await pause(5);
  const [end, told] = [hold({ by: 'end-groups' }), hold({ by: 'on-group-ended' })];
  await end.asked;
  await guest(cancelOf(second.orderId), {}, CANCELLED);
  const leave = hold({ by: 'cancel-order' });
  const cancelled = buyer(cancelOf(first.orderId), {}, CANCELLED);
  await leave.asked;
  end.release();
  await told.asked;
  leave.release();
  await cancelled;
  told.release();
  await pause(20);
  await guest(`GET /v1/group-buys/${groupId}`, undefined, { state: 'failed', joined: 1 });
}

/** Groups whose members leave in the very moment in which they are counted, or their group ends. */
export const groups: Page = {
  name: 'groups',
  open: ({ clerk }: Desk) => fill(clerk, ['A'], { main: 30 }),
  async play(desk) {
    const { clerk, guest, at } = desk;
    const [soon, much] = [{ validTo: at(100) }, { validTo: at(86_400) }];
    await complete(desk);
    const others = await left(desk, await publish(clerk, groupBuyOf('A', 3, 600, much)));
    await deadline(desk, await publish(clerk, groupBuyOf('A', 3, 600, soon)));
    for (const groupId of others) await guest(`GET /v1/group-buys/${groupId}`, undefined, { state: 'open' });
  },
};
