import { type ColdFigures, type ColdImport, checkoutSource } from '../cold.ts';
import { round } from '../load/statistics.ts';
import { table } from './table.ts';

/** The most that importing the checkout may take of what a function that only makes a DynamoDB client takes. */
export const coldBound = 1.6;

/** How many times what the SDK's client takes importing the checkout takes. */
export function coldRatio({ functions, yardsticks }: ColdFigures): { byClock: number; byCpu: number } {
  const checkout = functions.find(({ source }) => source === checkoutSource);
  const { sdkClient } = yardsticks;
  if (checkout === undefined) throw new Error(`${checkoutSource} was not measured`);
  return {
    byClock: round(checkout.importMs / sdkClient.importMs, 2),
    byCpu: round(checkout.importCpuMs / sdkClient.importCpuMs, 2),
  };
}

/** Whether the checkout keeps to the bound, by the clock and by CPU. */
export function keepsColdBound(figures: ColdFigures): boolean {
  const { byClock, byCpu } = coldRatio(figures);
  return Math.max(byClock, byCpu) <= coldBound;
}

const kilobytes = (bytes: number): number => round(bytes / 1024, 1);

const titles: Record<string, string> = {
  'bench/cold/bare.ts': '*bare function*',
  'bench/cold/sdk-client.ts': "*only the AWS SDK's DynamoDB client*",
  'bench/cold/lean-client.ts': '*only our client*',
};

/** The chapter on bundle size and cold import. */
export function coldChapter(figures: ColdFigures): string {
  const { bare, sdkClient, leanClient } = figures.yardsticks;
  const row = ({ source, bytes, gzipBytes, importMs, importCpuMs }: ColdImport) => [
    titles[source] ?? source.replace('functions/', ''),
    kilobytes(bytes),
    kilobytes(gzipBytes),
    importMs,
    importCpuMs,
    round(importCpuMs / sdkClient.importCpuMs, 2),
  ];
  const { byClock, byCpu } = coldRatio(figures);
  return `Each function as it is deployed (\`infra/bundle.ts\`, one file each, minified), imported in ${figures.runs} fresh processes of Node 24, medians.
Lambda adds the start of its process and the download of the code to it.

Bound: importing the checkout takes at most ${coldBound} times what a function takes that only makes the AWS SDK's DynamoDB client:
**${byClock}** by the clock, **${byCpu}** by CPU, ${keepsColdBound(figures) ? 'met' : '**missed**'}. The last column compares by CPU.

${table(['function', 'KB', 'KB gzip', 'import ms', 'import CPU ms', 'x SDK client'], [bare, leanClient, sdkClient, ...figures.functions].map(row))}`;
}
