import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** What we count besides what AWS counts by itself. Each name costs money every month, so there are few. */
export type MetricName =
  | 'OrderPlaced'
  | 'PaymentCaptured'
  | 'PaymentDeclined'
  | 'RefundFailed'
  | 'CloseDifference'
  | 'SoldOut'
  | 'StockDifference'
  | 'EventParked'
  | 'Fault';

const metrics = new Metrics({ namespace: 'Oneshelf' });

/** Adds to a count of this invocation; the wrappers publish all counts at its end, as one line of the log. */
export function count(name: MetricName, value = 1): void {
  metrics.addMetric(name, MetricUnit.Count, value);
}

/** Publishes what was counted, if anything was. */
export function publishCounts(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
