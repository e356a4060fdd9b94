import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutChapter } from './checkout.ts';
import { coldChapter } from './cold.ts';
import type { Measured } from './machine.ts';
import { neighboursChapter } from './neighbours.ts';
import { priceChapter } from './price.ts';
import { profileChapter } from './profile.ts';
import { promotionsChapter } from './promotions.ts';
import { quotesChapter } from './quotes.ts';
import type { Results, Section } from './results.ts';

const stamp = ({ at, cpu, cores, memoryGb, node, command, loadBefore }: Measured): string =>
  `*${at.slice(0, 16).replace('T', ' ')} UTC, ${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node}; load average before: ${loadBefore}. \`${command}\`*`;

const chapter = <Figures>(
  title: string,
  section: Section<Figures> | undefined,
  write: (figures: Figures) => string,
): string[] => (section === undefined ? [] : [`## ${title}`, stamp(section.measured), write(section.figures)]);

/** Writes `bench/RESULTS.md` from what was measured; a measure that was never taken has no chapter. */
export function writePage({ checkout, profile, cold, quotes, promotions, price, neighbours }: Results): void {
  const chapters = [
    '# What we measured',
    'Written by `npm run bench`; only figures that were measured on the machine named with them. Other work on the machine shows in the load\naverage: orders a second and latencies suffer from it, CPU times by a fifth or so, counts not at all.',
    ...chapter('Checkout and payment', checkout, checkoutChapter),
    ...chapter('Where the CPU goes', profile, profileChapter),
    ...chapter('Bundles and cold import', cold, coldChapter),
    ...chapter('Quotes', quotes, quotesChapter),
    ...chapter('Promotions', promotions, promotionsChapter),
    ...chapter('What an order takes, and costs', price, priceChapter),
    ...chapter('Bad neighbours', neighbours, neighboursChapter),
  ];
  writeFileSync(join('bench', 'RESULTS.md'), `${chapters.join('\n\n')}\n`);
}
