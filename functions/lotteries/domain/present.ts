import type { Instant } from '../../../shared/kernel/time.ts';

/** One draw as the log keeps it for good. */
export interface Draw {
  drawId: string;
  promotionId: string;
  version: number;
  customerId: string;
  n: number;
  at: Instant;
  ticket: number;
  prizeId?: string;
  /** The prize that the ticket won when none of it was left. */
  gone?: string;
  orderId?: string;
}

/** A draw without whose it is. */
type Drawn = Omit<Draw, 'customerId'>;

/** A draw as it is shown: without whose it is. */
export function shownDraw({ drawId, promotionId, version, n, at, ticket, prizeId, gone, orderId }: Drawn): Drawn {
  return {
    drawId,
    promotionId,
    version,
    n,
    at,
    ticket,
    ...(prizeId ? { prizeId } : {}),
    ...(gone ? { gone } : {}),
    ...(orderId ? { orderId } : {}),
  };
}
