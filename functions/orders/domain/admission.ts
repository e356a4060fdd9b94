import type { Channel } from '../../../events/contract.ts';
import { DomainError, type ErrorAt } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Holding } from './order.ts';

/**
 * How a buyer in line stands: waiting; `held` when the goods are his and the order is being made; then `placed`, or, when
 * the rest of the cart cannot be had, `refused` with the goods given back.
 */
export type AdmissionState = 'waiting' | 'held' | 'placed' | 'sold-out' | 'refused';

/** Units of a hot SKU that a cart wants, and the rule they are sold by. */
export interface HotWant {
  sku: string;
  quantity: number;
  /** The first line of the cart that names it. */
  line: number;
  /** When the sale began: its name among the sales of the SKU. */
  sale: Instant;
  perCustomer?: number;
  lapses: number;
}

/** What decides about a buyer in line; also the message that brings him before the group commit. */
export interface Joiner {
  /** The key of the command he sent, which is his admission. */
  pk: string;
  customerId: string;
  line: string;
  joinedAt: Instant;
  correlationId: string;
  channel: Channel;
  wants: HotWant[];
  /** The only location he can be served at, for a pick-up. */
  only?: string;
}

/** Why somebody was not let in, as problem+json would say it. */
export interface Problem {
  code: string;
  detail: string;
  errors?: ErrorAt[];
}

/** What a customer has had of a hot SKU in one sale. */
export interface Allowance {
  taken: number;
  lapsed: number;
}

/** How many counters a line's tickets are drawn from, so that none of them gets hot itself. */
export const TICKET_SHARDS = 16;

/** The n-th ticket of one of the counters is about this place in the whole line. */
export function ticketOf(nth: number): number {
  return (nth - 1) * TICKET_SHARDS + 1;
}

/** About how many stand before him, himself included. Only gets smaller: the number of those served only grows. */
export function placeOf(ticket: number, served: number): number {
  return Math.max(1, ticket - served);
}

/** When it is worth asking again: who stands far behind may ask less often. */
export function retryAfter(place: number): number {
  return Math.min(5, 1 + Math.floor(place / 2_000));
}

/** The name of the line in which buyers of a SKU stand in one sale. */
export function lineOf({ sku, sale }: Pick<HotWant, 'sku' | 'sale'>): string {
  return `${sku}#${sale}`;
}

/** True when a customer may not be let in: his share is taken, or he let too many holds run out. */
export function isBarred({ quantity, perCustomer, lapses }: HotWant, { taken, lapsed }: Allowance): boolean {
  return lapsed >= lapses || (perCustomer !== undefined && taken + quantity > perCustomer);
}

/** The refusal of a customer who has had his share. */
export function holdLimit(wants: readonly HotWant[]): DomainError {
  return new DomainError('conflict', 'orders.hold-limit', 'You have as many of these as one customer may have.', {
    errors: wants.map(({ line }) => ({ path: `lines.${line}.quantity`, code: 'orders.hold-limit' })),
  });
}

/** A refusal as the admission keeps it. */
export function problemOf({ code, message, details }: DomainError): Problem {
  return { code, detail: message, ...(details.errors ? { errors: details.errors } : {}) };
}

/** What a buyer in line is given: goods, or a reason. */
export type Verdict =
  | { joiner: Joiner; holdings: Holding[]; problem?: undefined }
  | { joiner: Joiner; holdings?: undefined; problem: Problem };
