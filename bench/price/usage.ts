import type { OrderCounts } from '../counting/count-orders.ts';

/** What AWS charges for, as an amount of each. */
export interface Usage {
  lambdaRequests: number;
  lambdaGbSeconds: number;
  httpApiRequests: number;
  dynamodbWriteUnits: number;
  dynamodbReadUnits: number;
  customEvents: number;
  sqsRequests: number;
  logGb: number;
}

/** An item of the bill. */
export type Item = keyof Usage;

/** What cannot be counted here and is taken as given; written in prices.json. */
export interface Assumptions {
  memoryMb: number;
  /** Billed milliseconds of a warm invocation before it calls anything, and for each call to AWS. */
  billedMsPerInvocation: number;
  billedMsPerAwsCall: number;
  /** Sent by the rule, received and deleted by Lambda: without batches, the dearest case. */
  sqsRequestsPerMessage: number;
  /** What Lambda itself writes to the log of an invocation. */
  platformLogBytesPerInvocation: number;
  /** Empty receives of Lambda's pollers on one queue that gets nothing: five pollers, 20 s each, 30 days. */
  idlePollsPerQueueAndMonth: number;
}

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** What `orders` orders use when they go like the counted ones. */
export function usageOf(counts: OrderCounts, assumptions: Assumptions, orders: number): Usage {
  const scale = orders / counts.orders;
  const invocations = sum(counts.invocations) * scale;
  const calls = sum(counts.calls) * scale;
  const billedMs = invocations * assumptions.billedMsPerInvocation + calls * assumptions.billedMsPerAwsCall;
  const logBytes = sum(counts.logBytes) * scale + invocations * assumptions.platformLogBytesPerInvocation;
  return {
    lambdaRequests: invocations,
    lambdaGbSeconds: (billedMs / 1000) * (assumptions.memoryMb / 1024),
    httpApiRequests: orders,
    dynamodbWriteUnits: sum(counts.writeUnits) * scale,
    dynamodbReadUnits: sum(counts.readUnits) * scale,
    customEvents: sum(counts.events) * scale,
    sqsRequests: sum(counts.messages) * scale * assumptions.sqsRequestsPerMessage,
    logGb: logBytes / 1e9,
  };
}
