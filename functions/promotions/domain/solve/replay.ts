import type { Case, Option } from './case.ts';
import { applyLayer, bidOf, type Outcome } from './layer.ts';
import { type Plan, planOf } from './plan.ts';

/** A combination worked out again, with the nets that each layer looked at. */
export interface Replay {
  plan: Plan;
  /** By layer. */
  starts: readonly (readonly number[])[];
}

/** Works out what a combination comes to. Members that give nothing are told as idle. */
export function replay(kase: Case, members: readonly Option[]): Replay {
  const starts: (readonly number[])[] = [];
  const outcomes: Outcome[] = [];
  let nets = kase.gross;
  kase.layers.forEach((_options, rank) => {
    starts.push(nets);
    const own = members.filter(({ promotion }) => promotion.layerRank === rank);
    if (own.length === 0) return;
    own.sort((a, b) => a.index - b.index);
    const start = nets;
    const outcome = applyLayer(
      kase,
      start,
      own.map((option) => bidOf(kase, option, start)),
    );
    outcomes.push(outcome);
    nets = outcome.nets;
  });
  return { plan: planOf(kase, outcomes), starts };
}
