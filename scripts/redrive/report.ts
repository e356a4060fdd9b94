/** What came of a redrive: messages that went back, and those that lie in the dead-letter queue again. */
export interface Redriven {
  moved: number;
  back: number;
}

/** A dead-letter queue is named for its queue; either name means the pair. */
export const baseOf = (queue: string): string => queue.replace(/-dlq$/, '');

/** Waits between two looks. */
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
