import { round } from '../load/statistics.ts';
import type { Bill } from '../price/bill.ts';
import type { PriceFigures } from '../price.ts';
import { pricedOrders, readPrices } from '../price.ts';
import { table } from './table.ts';

const perOrder = (counts: Record<string, number>, orders: number): [string, number][] =>
  Object.entries(counts).map(([name, count]) => [name.replace(/^local-/, ''), round(count / orders, 2)]);

const sumOf = (rows: [string, number][]): number =>
  round(
    rows.reduce((sum, [, count]) => sum + count, 0),
    2,
  );

const counted = (title: string, rows: [string, number][]): string =>
  `${title}: ${sumOf(rows)}\n\n${table(['of it', 'an order'], rows)}`;

const bill = ({ region, currency, lines, total, isComplete }: Bill): string => {
  const rows = lines.map(({ item, amount, cost, source, grade }) => [
    item,
    round(amount, 4),
    cost === null ? 'unknown' : round(cost, 5),
    source,
    grade,
  ]);
  const sum = isComplete ? 'in all' : 'known part only, the rest is to be confirmed';
  return `**${region}: ${currency} ${round(total, 4)}** (${sum})

${table(['item', 'amount', currency, 'price from the public page', 'grade'], rows)}`;
};

const byTheClock = ({ counts }: PriceFigures): string => {
  const { polledQueues, scheduledRuns } = counts;
  const { assumptions, regions } = readPrices();
  const polls = polledQueues * assumptions.idlePollsPerQueueAndMonth;
  const cost = (polls / 1e6) * (regions['us-east-1']?.prices.sqsRequests.price ?? Number.NaN);
  const runs = Object.entries(scheduledRuns).map(([name, count]) => `${name.replace('local-', '')} ${count}`);
  return `When nobody buys, Lambda's pollers still ask the ${polledQueues} queues that feed functions: ${polls.toLocaleString('en')} requests a month (five pollers
a queue, 20 s each: an assumption), USD ${round(cost, 2)} in us-east-1 before the free million. Scheduled invocations in a month of 30 days:
${runs.join(', ')}.`;
};

/** The chapter on what an order takes and costs. */
export function priceChapter(figures: PriceFigures): string {
  const { counts, bills, pricesAsOf } = figures;
  const { orders } = counts;
  const { assumptions: given, grades } = readPrices();
  const chapters = [
    `${orders} orders one after the other, each worked off to the end before the next: no batches, the dearest case, and the same figures in
every run. Schedules are held back. Each order comes with a token that the authoriser has not seen. Request units are what the engine answers to
ReturnConsumedCapacity, transactions and indexes included; streams are free to a function that reads them.`,
    counted('Calls to AWS an order', perOrder(counts.calls, orders)),
    counted('Invocations an order', perOrder(counts.invocations, orders)),
    counted('Events an order', perOrder(counts.events, orders)),
    counted('Queue messages an order', perOrder(counts.messages, orders)),
    counted('DynamoDB write units an order', perOrder(counts.writeUnits, orders)),
    counted('DynamoDB read units an order', perOrder(counts.readUnits, orders)),
    `Cost of ${pricedOrders.toLocaleString('en')} orders, prices as of ${pricesAsOf}. Taken as given: ${given.memoryMb} MB, ${given.billedMsPerInvocation} ms billed an invocation and ${given.billedMsPerAwsCall} ms a call to
AWS, ${given.sqsRequestsPerMessage} SQS requests a message, ${given.platformLogBytesPerInvocation} bytes of Lambda's own log an invocation. Left out: storage, point-in-time recovery, the
event archive, traces, alarms, data transfer, free tiers.`,
    ...bills.map(bill),
    `Grades: ${Object.entries(grades)
      .map(([grade, meaning]) => `*${grade}*: ${meaning}`)
      .join('; ')}.`,
    byTheClock(figures),
  ];
  return chapters.join('\n\n');
}
