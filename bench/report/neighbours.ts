import type { Beside, NeighbourFigures } from '../neighbours.ts';
import { table } from './table.ts';

/** What the issue allows: healthy messages at most twice as late, the checkout at most a tenth slower. */
export const neighbourBounds = { poison: 2, campaign: 1.1 };

/** The neighbours that do more harm than they may. */
export function badNeighbours({ poison, campaign }: NeighbourFigures): string[] {
  const found = { poison: poison.ratio, campaign: campaign.ratio };
  return (['poison', 'campaign'] as const)
    .filter((name) => found[name] > neighbourBounds[name])
    .map((name) => `${name}: ${found[name]} times, at most ${neighbourBounds[name]} allowed`);
}

const row = (name: string, { alone, beside, ratio }: Beside, bound: number) => [
  name,
  alone.p50,
  alone.p95,
  beside.p50,
  beside.p95,
  `${ratio} (at most ${bound})`,
];

/** The chapter on what neighbours do to one another. */
export function neighboursChapter({ poison, campaign }: NeighbourFigures): string {
  const heads = ['what', 'alone p50 ms', 'p95', 'beside p50 ms', 'p95', 'mean beside / alone'];
  return `One shop, the same work alone and beside a bad neighbour by turns. *Poison*: ${poison.share * 100} % of the messages on the queue of the sales
figures cannot be read; measured is how long healthy ones wait until they are worked off (${poison.beside.samples} of them; the queue gathers for a second).
*Campaign*: greetings to ${campaign.customers} customers at once while one buyer after the other checks out (${campaign.beside.samples} orders). The quotient
is the median over the rounds.

${table(heads, [
  row('delay of a healthy message, poison', poison, neighbourBounds.poison),
  row('answer of the checkout, campaign', campaign, neighbourBounds.campaign),
])}`;
}
