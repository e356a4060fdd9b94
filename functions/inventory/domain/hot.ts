import type { Instant } from '../../../shared/kernel/time.ts';

/** How a SKU that everybody wants at once is sold: from `from` to `to` its buyers stand in line. */
export interface HotRule {
  /** Also names the sale: who was let in how often is counted from here. */
  from: Instant;
  to: Instant;
  /** The most units that one customer may hold or have bought in this sale. */
  perCustomer?: number;
  /** How long units stay held for a buyer who does not pay, in seconds. */
  holdSeconds: number;
  /** How often a customer may let such a hold run out before he is let in no more. */
  lapses: number;
}

/** True while buyers stand in line. */
export function isHot(rule: HotRule | undefined, now: Instant): rule is HotRule {
  return rule !== undefined && rule.from <= now && now < rule.to;
}
