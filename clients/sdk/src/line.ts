import { ApiError } from './api-error.ts';
import type { Client } from './client.ts';
import type { GetAdmissionReply, PlaceOrderReply, PlaceOrderRequest } from './generated.ts';

/** An order as it is answered when it is placed. */
export type PlacedOrder = Extract<PlaceOrderReply, { orderId: string }>;

/** What is needed of a client to stand in line. */
type InLine = Pick<Client, 'placeOrder' | 'getAdmission'>;

const LOOKS_BEFORE_REMINDER = 8;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function outcomeOf({ order, problem }: GetAdmissionReply): PlacedOrder | undefined {
  if (problem) throw new ApiError({ status: 409, ...problem });
  return order;
}

/** Looks until it is known how it ends; `remind` brings somebody forward whose message was lost. */
async function waitOut(
  look: () => Promise<GetAdmissionReply>,
  remind: () => Promise<unknown>,
  wait: typeof pause,
  first: GetAdmissionReply,
): Promise<PlacedOrder> {
  let standing = first;
  for (let looks = 1; ; looks += 1) {
    await wait((standing.retryAfterSeconds ?? 1) * 1_000);
    standing = await look();
    const order = outcomeOf(standing);
    if (order) return order;
    if (looks % LOOKS_BEFORE_REMINDER === 0) await remind();
  }
}

/**
 * Places an order. Where what it asks for is sold to a line of buyers, it waits there until its turn, and sends the same
 * command again from time to time, which is harmless.
 */
export async function placeInTurn(
  client: InLine,
  request: PlaceOrderRequest,
  wait: typeof pause = pause,
): Promise<PlacedOrder> {
  const reply = await client.placeOrder(request);
  if ('orderId' in reply) return reply;
  const { admissionId } = reply;
  const look = () => client.getAdmission({ params: { admissionId } });
  return waitOut(look, () => client.placeOrder(request), wait, reply);
}
