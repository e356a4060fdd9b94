import type { GetAdmissionReply, PlaceOrderReply } from '../../../clients/sdk/src/generated.ts';
import { placeInTurn } from '../../../clients/sdk/src/line.ts';

const request = { body: { channel: 'web', lines: [] }, idempotencyKey: 'k' } as never;
const order = { orderId: 'order_1', status: 'PAID' } as never;
const waiting: GetAdmissionReply = { admissionId: 'a', status: 'waiting', place: 9, retryAfterSeconds: 2, href: '/a' };

/** A shop that answers the order with `first`, and each look with the next of `looks`, the last one for ever. */
function shopOf(first: PlaceOrderReply, looks: GetAdmissionReply[]) {
  const heard = { placed: 0, waits: [] as number[] };
  const client = {
    placeOrder: async () => {
      heard.placed += 1;
      return first;
    },
    getAdmission: async () => (looks.length > 1 ? looks.shift() : looks[0]) as GetAdmissionReply,
  };
  const wait = async (milliseconds: number) => {
    heard.waits.push(milliseconds);
  };
  return { heard, place: () => placeInTurn(client, request, wait) };
}

test('given a product that nobody stands in line for, then its order comes at once', async () => {
  const { place, heard } = shopOf(order, [waiting]);
  expect(await place()).toBe(order);
  expect(heard.waits).toEqual([]);
});

test('given a line, then it waits as long as it is told, sends its command again at times, and ends with the order', async () => {
  const { place, heard } = shopOf(waiting, [
    ...Array.from({ length: 9 }, () => waiting),
    { ...waiting, status: 'admitted', order },
  ]);
  expect(await place()).toBe(order);
  expect(heard).toEqual({ placed: 2, waits: Array.from({ length: 10 }, () => 2_000) });
});

test('given a line in which nothing is left, then that is the refusal', async () => {
  const problem = { code: 'inventory.sold-out', detail: 'Not enough is left.' };
  const { place } = shopOf(waiting, [{ ...waiting, status: 'sold-out', problem }]);
  await expect(place()).rejects.toMatchObject({ name: 'ApiError', code: 'inventory.sold-out' });
});
