import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { log } from './log.ts';
import { publishCounts } from './metrics.ts';
import { type Run, startRun } from './run.ts';
import { world } from './world.ts';

/** A use case that a schedule wakes. It finds out by itself what is due: it may be woken twice, late or not at all. */
export type ScheduledUseCase = (run: Run) => Promise<void>;

/** The Lambda handler of a schedule. A failure is logged and thrown, so that the scheduler retries. */
export function scheduleHandler(useCase: ScheduledUseCase) {
  return middy<unknown, void, Error, Context>().handler(async (_event, context) => {
    const id = context?.awsRequestId ?? world.newId();
    log.appendKeys({ correlationId: id });
    try {
      await useCase(startRun(id, id));
    } catch (error) {
      log.error('schedule failed', error as Error);
      throw error;
    } finally {
      publishCounts();
    }
  });
}
