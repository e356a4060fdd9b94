import type { Invariant, View } from '../contract.ts';
import { itemsAt } from './tables.ts';

/** Codes that work once: each issue has exactly as many as were ordered, and no code is anybody else's. */
export function issuesWhole(): Invariant {
  return {
    id: 'issues',
    name: 'issues of codes are whole',
    atQuiet(view: View) {
      const codes = Map.groupBy(itemsAt(view, 'promotions', 'COUPON#', 'COUPON'), ({ jobId }) => jobId);
      return itemsAt(view, 'promotions', 'COUPONS#', 'JOB').flatMap(({ jobId, count, taken }) => {
        const issued = codes.get(jobId)?.length ?? 0;
        const doubled = (taken as unknown[]).length;
        if (doubled > 0) return [`${jobId} met ${doubled} codes that were there already`];
        return issued === count ? [] : [`${jobId} issued ${issued} codes of ${count}`];
      });
    },
  };
}
