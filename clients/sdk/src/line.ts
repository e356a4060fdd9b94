import { ApiError } from './api-error.ts';
import type { Client } from './client.ts';
import type { GetAdmissionReply, PlaceOrderReply, PlaceOrderRequest } from './generated.ts';

/** An order as it is answered when it is placed. */
export type PlacedOrder = Extract<PlaceOrderReply, { orderId: string }>;

/** What is needed of a client to stand in line. */
type InLine = Pick<Client, 'placeOrder' | 'getAdmission'>;

/** Told of the place in the line, whenever it is looked at. */
type Watch = (place: number) => void;

const LOOKS_BEFORE_REMINDER = 8;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function outcomeOf({ order, problem }: GetAdmissionReply): PlacedOrder | undefined {
  if (problem) throw new ApiError({ status: 409, ...problem });
  return order;
}

/**
 * Places an order. Where what it asks for is sold to a line of buyers, it waits there until its turn, and sends the same
 * command again from time to time: that is harmless, and brings somebody forward whose message was lost.
 */
export async function placeInTurn(
  client: InLine,
  request: PlaceOrderRequest,
  { watch = () => undefined, wait = pause }: { watch?: Watch; wait?: typeof pause } = {},
): Promise<PlacedOrder> {
  const reply = await client.placeOrder(request);
  if ('orderId' in reply) return reply;
  const { admissionId } = reply;
  for (let look = 1, standing: GetAdmissionReply = reply; ; look += 1) {
    if (standing.place !== undefined) watch(standing.place);
    await wait((standing.retryAfterSeconds ?? 1) * 1_000);
    standing = await client.getAdmission({ params: { admissionId } });
    const order = outcomeOf(standing);
    if (order) return order;
    if (look % LOOKS_BEFORE_REMINDER === 0) await client.placeOrder(request);
  }
}
