/**
 * Works off issues of many codes. Promise: exactly as many codes as were ordered, each once, however often a message comes and
 * wherever a worker dies; after some commits it hands on to itself, so that no run is long.
 */

import { sendToWorker, workHandler } from '../../shared/platform/queue.ts';
import { isChangedMeanwhile } from '../../shared/platform/retry.ts';
import { findJob, issueNext } from './coupon-jobs.ts';
import { issuedOf } from './domain/coupon-code.ts';

/** Commits of one run: some seconds. */
const COMMITS = 20;

async function work(jobId: string): Promise<void> {
  let job = await findJob(jobId);
  for (let left = COMMITS; job && issuedOf(job) < job.count; left -= 1) {
    if (left === 0) return sendToWorker('promotions', 'issue-coupons', [{ jobId }]);
    job = await issueNext(job);
  }
}

export const handler = workHandler<{ jobId: string }>(['jobId'], async (works) => {
  for (const { message } of works) {
    try {
      await work(message.jobId);
    } catch (error) {
      // Another worker has the same message: what it begins it ends.
      if (!isChangedMeanwhile(error)) throw error;
    }
  }
  return [];
});
