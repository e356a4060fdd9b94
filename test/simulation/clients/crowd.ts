import type { Stage } from '../scenarios/stage.ts';
import type { Person } from './person.ts';

/** One of many who order the same thing at the same moment, do not pay, and change their minds one after the other. */
async function orderAndRegret(person: Person, sku: string, moments: { order: number; regret: number }): Promise<void> {
  const { random } = person;
  await person.pause(moments.order + random.between(0, 50));
  const body = { channel: 'web', lines: [{ sku, quantity: 1 }], payment: { provider: 'sandbox', token: 'pending' } };
  const reply = await person.insist({ method: 'POST', path: '/v1/orders', body });
  if (reply.status !== 201) return;
  await person.pause(Math.max(0, moments.regret - moments.order) + random.between(0, 6_000));
  await person.insist({ method: 'POST', path: `/v1/orders/${String(reply.body.orderId)}/cancel`, body: {} });
}

/** Crowds come for what may be ordered before it is there: what one of them gives back is already waited for by the next. */
export function comeInCrowds(stage: Stage, sku: string): void {
  const { random } = stage;
  for (let crowd = random.between(1, 2); crowd > 0; crowd -= 1) {
    const order = random.between(5_000, stage.openMs * 0.7);
    const moments = { order, regret: order + random.between(5_000, 20_000) };
    for (let number = random.between(4, 8); number > 0; number -= 1) {
      stage.play(orderAndRegret(stage.person(`crowd-${crowd}-${number}`), sku, moments));
    }
  }
}
