import { groupBuyOf } from '../../../support/groups.ts';
import { fill, orderOf, publish } from '../../crash-points/shelf.ts';
import type { Hands, Scene } from './hands.ts';

const inGroup = (groupBuy: object, token?: string) => orderOf('A', 1, token, { groupBuy });

/** Places of a group raced for, given back and paid for at the same moment, and its deadline in that of a payment. */
export const groupsTogether: Scene = {
  async open({ clerk }: Hands) {
    await fill(clerk, ['A'], { main: 60 });
  },
  async play({ stage, clerk, buyer, buyers, devices, atOnce, wake, pause, at }) {
    const promotionId = await publish(clerk, groupBuyOf('A', 3, 600, { validTo: at(400) }));
    const opened = async (token?: string) => (await buyer('POST /v1/orders', inGroup({ promotionId }, token))).groupBuy;
    const raced = { promotionId, groupId: (await opened()).groupId };
    await buyers('POST /v1/orders', inGroup(raced));
    await pause(30);
    const left = { promotionId, groupId: (await opened()).groupId };
    const joined = await buyers('POST /v1/orders', inGroup(left));
    const cancels = joined.flatMap(({ orderId }) => (orderId ? [`POST /v1/orders/${orderId}/cancel`] : []));
    await atOnce(...cancels.map((what): [string, unknown] => [what, {}]));
    await devices('POST /v1/orders', inGroup({ promotionId }));
    const late = { promotionId, groupId: (await opened()).groupId };
    const waiting = await buyers('POST /v1/orders', inGroup(late, 'pending'));
    const pay = () => {
      for (const { payment, total } of waiting)
        if (payment) stage.simulation.provider.settle(payment.paymentId, total, 'CNY', 'captured');
    };
    if (stage.random.chance(0.5)) pay();
    await pause(45);
    await devices('POST /v1/orders', inGroup(left));
    await pause(330);
    const over = wake('end-groups');
    pay();
    await over;
    await pause(60);
  },
};
