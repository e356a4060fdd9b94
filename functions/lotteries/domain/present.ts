import type { Instant } from '../../../shared/kernel/time.ts';

interface Drawn {
  drawId: string;
  promotionId: string;
  version: number;
  n: number;
  at: Instant;
  ticket: number;
  prizeId?: string;
  gone?: string;
  orderId?: string;
}

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
