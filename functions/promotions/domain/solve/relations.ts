import type { Rule } from '../rule.ts';
import type { Option } from './case.ts';

/** What one says to another in the same order. */
type Word = 'yes' | 'no' | 'competes';

function wordOf(one: Option, other: Option): Word {
  const { combinesWith } = one.promotion.rule;
  if (combinesWith) return combinesWith.has('all') || combinesWith.has(other.promotion.rule.class) ? 'yes' : 'no';
  return one.promotion.layerRank === other.promotion.layerRank ? 'competes' : 'yes';
}

function areOfOneGroup({ promotion: a }: Option, { promotion: b }: Option): boolean {
  return a.exclusiveGroup !== undefined && a.exclusiveGroup === b.exclusiveGroup;
}

/** Whether two share a line. */
export function meet({ at: a }: Option, { at: b }: Option): boolean {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [x = 0, y = 0] = [a[i], b[j]];
    if (x === y) return true;
    if (x < y) i += 1;
    else j += 1;
  }
  return false;
}

/** Whether both take what the earlier layers left of the same line, and do not compete for it. */
export function combine(a: Option, b: Option): boolean {
  return !areOfOneGroup(a, b) && wordOf(a, b) === 'yes' && wordOf(b, a) === 'yes';
}

const takesMoney = ({ family }: Rule) => family === 'line' || family === 'set';

/** Of two that compete for a line they share, line against line is settled line by line; a whole cannot be torn apart. */
function isTorn({ promotion: { rule: a } }: Option, { promotion: { rule: b } }: Option): boolean {
  if (takesMoney(a) && takesMoney(b)) return a.family === 'set' || b.family === 'set';
  return a.family === 'points' && b.family === 'points';
}

/** Whether an order can never have both. */
export function exclude(a: Option, b: Option): boolean {
  if (areOfOneGroup(a, b)) return true;
  const [first, second] = [wordOf(a, b), wordOf(b, a)];
  if (first === 'no' || second === 'no') return true;
  if (first === 'yes' && second === 'yes') return false;
  return isTorn(a, b) && meet(a, b);
}
