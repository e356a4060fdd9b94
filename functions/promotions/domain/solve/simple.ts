import type { Case, Option } from './case.ts';
import { applyLayer, type Bid, bidOf, isSomething } from './layer.ts';
import { comparePlans, nothing, type Plan, planOf } from './plan.ts';

/** One alone is given where that is better than nothing. */
function alone(kase: Case, option: Option): Plan {
  const none = nothing(kase);
  const bid = bidOf(kase, option, kase.gross);
  if (!isSomething(bid)) return none;
  const plan = planOf(kase, [applyLayer(kase, kase.gross, [bid])]);
  return plan.idle.length === 0 && comparePlans(plan, none) < 0 ? plan : none;
}

interface Lead {
  bid: Bid;
  part: number;
  isTied: boolean;
}

/** Who takes most of each line; undefined where two take the same, so that other things decide. */
function winnersOf(bids: readonly Bid[]): Set<Bid> | undefined {
  const leads: Lead[] = [];
  const claim = (line: number, part: number, bid: Bid) => {
    const before = leads[line]?.part ?? 0;
    if (part > 0 && part >= before) leads[line] = { bid, part, isTied: part === before };
  };
  for (const bid of bids) {
    for (const [place, part] of (bid.offer.parts ?? []).entries()) claim(bid.option.at[place] ?? 0, part, bid);
  }
  return leads.some(({ isTied }) => isTied) ? undefined : new Set(leads.flatMap(({ bid }) => bid));
}

const isFree = ({ promotion: { rule }, money }: Option) => rule.family === 'line' && money === Infinity;

/** Of those that compete line by line each line has its winner, and nobody else may be given. */
function lineByLine(kase: Case, layer: readonly Option[]): Plan | undefined {
  if (!kase.isPlain || !layer.every(isFree)) return undefined;
  const bids = layer.map((option) => bidOf(kase, option, kase.gross)).filter(isSomething);
  const winners = winnersOf(bids);
  if (!winners) return undefined;
  return planOf(kase, [
    applyLayer(
      kase,
      kase.gross,
      bids.filter((bid) => winners.has(bid)),
    ),
  ]);
}

/** The best combination of a case that needs no search; undefined where it does. */
export function simplyBest(kase: Case): Plan | undefined {
  const layers = kase.layers.filter((layer) => layer.length > 0);
  const [layer = []] = layers;
  if (layers.length > 1) return undefined;
  const [option] = layer;
  return layer.length === 1 && option ? alone(kase, option) : lineByLine(kase, layer);
}
