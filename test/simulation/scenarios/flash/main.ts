import { type Figures, playSale } from './run.ts';
import type { SaleSize } from './sale.ts';

/** How a sale is asked for on the command line. */
export type Asked = Partial<Record<Exclude<keyof SaleSize, 'isPlain'> | 'seed', string>> & { compare?: boolean };

const ADMITTED_MS = 3_000;
const SOLD_OUT_MS = 300;

/** Where few come, the queue of a line gathers so long for a batch; a long line fills its batches at once. */
const GATHERING_MS = 1_000;
const LONG_LINE = 10_000;

const line = ({ count, p50, p99, max }: Figures['admitted']): string =>
  `${count}, p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms`;

/** What of a sale is not as it has to be; empty when all is well. */
export function wrongIn(figures: Figures, { buyers, units }: SaleSize): string[] {
  const { sold, soldOut, untold, reserved, orders, admitted, soldOutAtOnce, lateInLine, placesThatGrew } = figures;
  const { lineSoldOut } = figures;
  const told = [sold, reserved, orders];
  const inLineMs = SOLD_OUT_MS + (buyers < LONG_LINE ? GATHERING_MS : 0);
  const wrong: [boolean, string][] = [
    [told.some((units_) => units_ !== units), `${units} units, ${told.join(', ')} sold, reserved and ordered`],
    [sold + soldOut !== buyers, `${buyers - sold - soldOut} buyers were told neither`],
    [untold > 0, `${untold} buyers have no answer`],
    [admitted.p99 > ADMITTED_MS, `one of a hundred waited ${admitted.p99} ms to be let in`],
    [soldOutAtOnce.max > SOLD_OUT_MS, `somebody waited ${soldOutAtOnce.max} ms to hear "sold out"`],
    [lineSoldOut.max > inLineMs, `somebody in line was decided against ${lineSoldOut.max} ms after the end`],
    [lateInLine > 0, `${lateInLine} came into the line when nothing was left`],
    [placesThatGrew > 0, `${placesThatGrew} places in line grew`],
  ];
  return wrong.filter(([isWrong]) => isWrong).map(([, text]) => text);
}

function print(figures: Figures, cpuSeconds: number): void {
  const { buyers, sold, soldOut, saleSeconds, hottest, peakConcurrency, calls, counts } = figures;
  console.log(
    `${buyers} buyers: ${sold} bought, ${soldOut} heard "sold out"; the last unit went after ${saleSeconds.toFixed(1)} s`,
  );
  console.log(`let in (decided): ${line(figures.admitted)}`);
  console.log(`let in (heard of it): ${line(figures.admittedTold)}`);
  console.log(`asked after the end and heard "sold out": ${line(figures.soldOutAtOnce)}`);
  console.log(`in line at the end, "sold out" decided after it: ${line(figures.lineSoldOut)}`);
  console.log(`order charged (heard of it): ${line(figures.ordered)}`);
  console.log(`hottest partition ${hottest.partition}: ${hottest.units} write units in a second`);
  console.log(
    `${peakConcurrency} functions at once at most, ${calls} calls, ${cpuSeconds.toFixed(0)} s of CPU`,
    counts,
  );
}

/** The same units sold one commit an order, and by groups: how much faster a line is. */
async function compare(size: SaleSize, seed: number): Promise<number> {
  const rates: number[] = [];
  for (const isPlain of [true, false]) {
    const { figures } = await playSale({ ...size, isPlain }, seed);
    const rate = figures.sold / figures.saleSeconds;
    rates.push(rate);
    console.log(
      `${isPlain ? 'one commit an order' : 'in groups'}: ${figures.sold} units in ${figures.saleSeconds.toFixed(1)} s, ${rate.toFixed(0)} a second`,
    );
  }
  const [plain = 0, grouped = 0] = rates;
  console.log(`ratio ${(grouped / plain).toFixed(1)}`);
  return grouped > plain ? 0 : 1;
}

/** Plays one sale, prints what it came to, and answers the exit code. */
export async function playFlash(asked: Asked): Promise<number> {
  const size: SaleSize = {
    buyers: Number(asked.buyers ?? 100_000),
    units: Number(asked.units ?? 10_000),
    seconds: Number(asked.seconds ?? 60),
    rush: Number(asked.rush ?? 1),
  };
  if (asked.compare) return compare(size, Number(asked.seed ?? 1));
  const before = process.cpuUsage();
  const { figures, violations } = await playSale(size, Number(asked.seed ?? 1));
  const { user, system } = process.cpuUsage(before);
  print(figures, (user + system) / 1e6);
  const wrong = [...wrongIn(figures, size), ...violations];
  for (const text of wrong) console.log(`WRONG: ${text}`);
  if (wrong.length === 0) console.log('0 violations');
  return wrong.length === 0 ? 0 : 1;
}
