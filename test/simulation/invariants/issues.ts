import type { Invariant, View } from '../contract.ts';
import { itemsAt } from './tables.ts';

/** The issues that somebody was told of. One whose answer was lost may have no codes: who ordered it orders again. */
const toldOf = ({ exchanges }: View) =>
  new Set(exchanges.filter(({ status }) => status === 202).map(({ reply }) => (reply as { jobId?: string }).jobId));

/** Codes that work once: each issue has exactly as many as were ordered, and no code is anybody else's. */
export function issuesWhole(): Invariant {
  return {
    id: 'issues',
    name: 'issues of codes are whole',
    atQuiet(view: View) {
      const told = toldOf(view);
      const codes = Map.groupBy(itemsAt(view, 'promotions', 'COUPON#', 'COUPON'), ({ jobId }) => jobId);
      return itemsAt(view, 'promotions', 'COUPONS#', 'JOB').flatMap(({ jobId, count, taken }) => {
        const issued = codes.get(jobId)?.length ?? 0;
        const doubled = (taken as unknown[]).length;
        if (doubled > 0) return [`${jobId} met ${doubled} codes that were there already`];
        const isWhole = issued === count || (issued === 0 && !told.has(jobId as string));
        return isWhole ? [] : [`${jobId} issued ${issued} codes of ${count}`];
      });
    },
  };
}
