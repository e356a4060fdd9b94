import type { Invariant, View } from '../contract.ts';
import type { OrderDoc, PaymentItem } from './shapes.ts';
import { itemAt, itemsAt } from './tables.ts';

/** A stream's records are parked by their functions, which may die right after: then they do it again. */
const isParkedByUs = (body: string) => body.startsWith('{"record":');

function queueFaults(view: View): string[] {
  const faults: string[] = [];
  const parked = new Map<string, number>();
  for (const { name, isDeadLetter, messages } of view.queues()) {
    if (!isDeadLetter && messages.length > 0) faults.push(`${messages.length} messages wait in ${name}`);
    for (const { body } of isDeadLetter ? messages : []) {
      parked.set(body, (parked.get(body) ?? 0) + 1);
      if (!view.poison.has(body)) faults.push(`${name} holds a message that nobody planted: ${body}`);
    }
  }
  for (const body of view.poison) {
    const copies = parked.get(body) ?? 0;
    if (copies !== 1 && !(copies > 1 && isParkedByUs(body)))
      faults.push(`a planted message is in ${copies} dead-letter queues: ${body}`);
  }
  return faults;
}

function stuckFaults(view: View): string[] {
  const orders = itemsAt(view, 'orders', 'ORDER#', 'ORDER').map(({ order }) => order as OrderDoc);
  const payments = itemsAt(view, 'payments', 'PAYMENT#', 'PAYMENT') as unknown as PaymentItem[];
  const refunds = itemsAt(view, 'payments', 'PAYMENT#', 'REFUND#');
  return [
    ...orders.filter(({ status }) => status === 'CHARGING').map(({ orderId }) => `${orderId} is still CHARGING`),
    ...payments
      .filter(({ status }) => status === 'charging' || status === 'refunding')
      .map(({ paymentId, status }) => `${paymentId} is still ${status}`),
    ...refunds.filter(({ status }) => status === 'asked').map(({ refundId }) => `${refundId} is still asked for`),
  ];
}

/** Orders that a buyer was told of and that are not there. */
function lostOrders(view: View): string[] {
  const placed = view.exchanges.filter(
    ({ method, path, status }) => method === 'POST' && path === '/v1/orders' && status === 201,
  );
  return placed.flatMap(({ client, caller, reply }) => {
    const { orderId } = (reply ?? {}) as { orderId?: string };
    const order = itemAt(view, 'orders', `ORDER#${orderId}`, 'ORDER')?.order as OrderDoc | undefined;
    return order && order.customerId === caller?.id ? [] : [`${client} was promised ${orderId}, which is not there`];
  });
}

/** 20: nothing is lost and nothing is stuck. */
export function nothingLost(): Invariant {
  return {
    id: '20',
    name: 'nothing lost, nothing stuck',
    atQuiet: (view: View) => [
      ...queueFaults(view),
      ...stuckFaults(view),
      ...lostOrders(view),
      ...view.waiting().map((client) => `${client} has no final answer`),
    ],
  };
}
