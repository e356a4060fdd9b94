import { leastPayable } from './bound.ts';
import { type Case, freesShipping, type Option } from './case.ts';
import { componentsOf } from './components.ts';
import { applyLayer, type Bid, type Outcome } from './layer.ts';
import { canWin, type Level, lowsOf, openLevel } from './level.ts';
import { comparePlans, nothing, type Plan, planOf } from './plan.ts';
import { exclude } from './relations.ts';
import { type Replay, replay } from './replay.ts';
import { simplyBest } from './simple.ts';

/**
 * How much is looked at before the search is ended, more than real carts need: each decision counts for as many options as are
 * still to be decided with it.
 */
const MOST_STEPS = 40_000;

/** A case with the best combination that was found for it. */
interface Solved {
  kase: Case;
  plan: Plan;
}

/** The best combination that was found; `bound` is how many minor units a better one could save, where the search ended early. */
export interface Solution {
  done: Replay;
  bound: number;
  /** Parts of the case that have nothing to do with each other, each with its own best. */
  parts: readonly Solved[];
}

const giftValue = ({ gifts }: Case, { promotion }: Option) =>
  promotion.rule.gifts.reduce((sum, { sku, quantity }) => sum + (gifts.get(sku)?.unitPrice ?? 0) * quantity, 0);

class Search {
  best: Plan;
  /** The least that what was not looked at could come to. */
  unseen = Infinity;
  private readonly kase: Case;
  private readonly chosen: Option[] = [];
  private readonly outcomes: Outcome[] = [];
  private steps = 0;
  /** It went down once to a whole combination: the greedy one. */
  private hasFound = false;
  private readonly mostSteps: number;

  constructor(kase: Case, mostSteps: number) {
    this.kase = kase;
    this.best = nothing(kase);
    this.mostSteps = mostSteps;
  }

  enter(rank: number, nets: readonly number[]): void {
    if (rank === this.kase.layers.length) {
      this.hasFound = true;
      const plan = planOf(this.kase, this.outcomes);
      if (plan.idle.length === 0 && comparePlans(plan, this.best) < 0) this.best = plan;
      return;
    }
    if (this.kase.layers[rank]?.length === 0) {
      this.enter(rank + 1, nets);
      return;
    }
    const level = openLevel(this.kase, rank, nets, this.chosen);
    this.decide(
      level,
      0,
      level.entries.map(() => true),
      [],
    );
  }

  /** Of what decides between combinations of the same price, more than the best has could still be had. */
  private couldTie(level: Level, open: readonly boolean[]): boolean {
    const undecided = level.entries.filter((_entry, n) => open[n]).map(({ bid }) => bid.option);
    const later = this.kase.layers.slice(level.rank + 1).flat();
    const all = [...this.chosen, ...undecided.filter((one) => !this.chosen.includes(one)), ...later];
    const gifts = all.reduce((sum, one) => sum + giftValue(this.kase, one), 0);
    if (gifts !== this.best.giftValue) return gifts > this.best.giftValue;
    const points = all.reduce((sum, { promotion: { rule } }) => sum + (rule.family === 'points' ? rule.factor : 0), 0);
    return points >= this.best.points;
  }

  private isHopeless(level: Level, open: readonly boolean[], members: readonly number[]): boolean {
    const least = leastPayable(this.kase, lowsOf(this.kase, level, open, members), level.later);
    if (least > this.best.payable) return true;
    if (least === this.best.payable && !this.couldTie(level, open)) return true;
    this.steps += level.entries.length + level.later.rivals.length;
    if (this.steps <= this.mostSteps || !this.hasFound) return false;
    this.unseen = Math.min(this.unseen, least);
    return true;
  }

  private decide(level: Level, from: number, open: readonly boolean[], members: readonly number[]): void {
    let next = from;
    while (next < open.length && !(open[next] && canWin(level, next, members))) next += 1;
    if (this.isHopeless(level, open, members)) return;
    if (next === open.length) {
      this.close(level, members);
      return;
    }
    this.include(level, next, open, members);
    const without = [...open];
    without[next] = false;
    this.decide(level, next + 1, without, members);
  }

  private include(level: Level, next: number, open: readonly boolean[], members: readonly number[]): void {
    const { option } = (level.entries[next] as Level['entries'][number]).bid;
    const still = open.map(
      (isOpen, n) =>
        isOpen && (n <= next || !exclude(option, (level.entries[n] as Level['entries'][number]).bid.option)),
    );
    this.chosen.push(option);
    const later = this.kase.isPlain ? level : openLevelAgain(this.kase, level, this.chosen);
    this.decide(later, next + 1, still, [...members, next]);
    this.chosen.pop();
  }

  private close(level: Level, members: readonly number[]): void {
    const bids = members.map((n) => (level.entries[n] as Level['entries'][number]).bid);
    bids.sort((a, b) => a.option.index - b.option.index);
    const outcome = applyLayer(this.kase, level.nets, bids);
    if (outcome.taken.some(({ amount }, n) => amount === 0 && !bids[n]?.offer.gives)) {
      this.closeWithout(level, members, outcome);
      return;
    }
    this.outcomes.push(outcome);
    this.enter(level.rank + 1, outcome.nets);
    this.outcomes.pop();
  }

  /** Until something was found the search has no end, so of the first members that cannot all be those who take something are. */
  private closeWithout(level: Level, members: readonly number[], { taken }: Outcome): void {
    if (this.hasFound) return;
    const idle = new Set(taken.filter(({ amount }) => amount === 0).map(({ option }) => option));
    const isIdle = ({ option, offer }: Bid) => !offer.gives && idle.has(option);
    this.close(
      level,
      members.filter((n) => !isIdle((level.entries[n] as Level['entries'][number]).bid)),
    );
  }
}

function openLevelAgain(kase: Case, level: Level, chosen: readonly Option[]): Level {
  return { ...level, later: openLevel(kase, level.rank, level.nets, chosen).later };
}

interface Searched {
  plan: Plan;
  bound: number;
}

function searched(kase: Case, mostSteps: number, first?: Plan): Searched {
  const simple = simplyBest(kase);
  if (simple) return { plan: simple, bound: 0 };
  const search = new Search(kase, mostSteps);
  if (first && comparePlans(first, search.best) < 0) search.best = first;
  search.enter(0, kase.gross);
  return { plan: search.best, bound: Math.max(0, search.best.payable - search.unseen) };
}

const membersOf = ({ taken }: Plan) => taken.map(({ option }) => option);

const total = (nets: readonly number[]) => nets.reduce((sum, net) => sum + net, 0);

function whole(kase: Case, mostSteps: number, first?: Plan): Solution {
  const { plan, bound } = searched(kase, mostSteps, first);
  return { done: replay(kase, membersOf(plan)), bound, parts: [{ kase, plan }] };
}

const mayFreeShipping = ({ layers }: Case) => layers.some((layer) => layer.some(freesShipping));

/**
 * The best combination of a case (see `comparePlans`), by branch and bound. What has nothing to do with each other is searched
 * apart: the best of the parts together is the best of all, as long as the shop's own fee for shipping is the same.
 */
export function solve(kase: Case, mostSteps = MOST_STEPS): Solution {
  const cases = componentsOf(kase);
  if (cases.length === 1) return whole(kase, mostSteps);
  const { fee, freeFrom = Infinity } = kase.shipping;
  const isDue = freeFrom > total(kase.gross);
  const found = cases.map((one) => {
    const part = { ...one, shipping: { fee: isDue && mayFreeShipping(one) ? fee : 0 } };
    return { kase: part, ...searched(part, mostSteps) };
  });
  const done = replay(
    kase,
    found.flatMap(({ plan }) => membersOf(plan)),
  );
  const bound = total(found.map((one) => one.bound));
  const { plan } = done;
  if (plan.idle.length > 0) return whole(kase, mostSteps);
  const isSame = fee === 0 || isDue || freeFrom <= total(plan.nets) - bound;
  return isSame ? { done, bound, parts: found } : whole(kase, mostSteps, plan);
}
