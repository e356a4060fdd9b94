import type { Case, Option } from './case.ts';

/** Finds who belongs together: each key leads to one of its group. */
class Groups {
  private readonly leaders = new Map<string, number>();
  private readonly above: number[] = [];

  add(member: number): void {
    this.above[member] = member;
  }

  leaderOf(member: number): number {
    let leader = member;
    while (this.above[leader] !== leader) leader = this.above[leader] ?? leader;
    this.above[member] = leader;
    return leader;
  }

  /** All who share a key belong together. */
  join(member: number, key: string): void {
    const known = this.leaders.get(key);
    if (known === undefined) this.leaders.set(key, member);
    else this.above[this.leaderOf(member)] = this.leaderOf(known);
  }
}

function keysOf(kase: Case, { at, promotion: { exclusiveGroup, rule } }: Option): string[] {
  const keys = at.map((line) => `line ${line}`);
  // Of a gift that is short, what one gives another cannot.
  for (const { sku } of rule.gifts) if (kase.gifts.get(sku)?.available !== undefined) keys.push(`gift ${sku}`);
  if (exclusiveGroup !== undefined) keys.push(`group ${exclusiveGroup}`);
  if (rule.family === 'free-shipping') keys.push('shipping');
  return keys;
}

/**
 * The case as cases that have nothing to do with each other: no line, gift or exclusive group in common. Where somebody says with
 * whom he combines, everybody may have to do with everybody.
 */
export function componentsOf(kase: Case): Case[] {
  const options = kase.layers.flat();
  if (options.length < 2 || options.some(({ promotion }) => promotion.rule.combinesWith)) return [kase];
  const groups = new Groups();
  options.forEach((option, n) => {
    groups.add(n);
    for (const key of keysOf(kase, option)) groups.join(n, key);
  });
  const parts = new Map<number, Set<Option>>();
  options.forEach((option, n) => {
    const leader = groups.leaderOf(n);
    const part = parts.get(leader);
    if (part) part.add(option);
    else parts.set(leader, new Set([option]));
  });
  if (parts.size < 2) return [kase];
  return [...parts.values()].map((part) => ({
    ...kase,
    layers: kase.layers.map((layer) => layer.filter((option) => part.has(option))),
  }));
}

/** Shipping costs the same whatever is given, for goods of at least `low`: what the parts come to best adds up. */
export function isFeeFixed({ shipping, gross, layers }: Case, low: number): boolean {
  const { fee, freeFrom = Infinity } = shipping;
  if (fee === 0) return true;
  if (layers.flat().some(({ promotion }) => promotion.rule.family === 'free-shipping')) return false;
  return freeFrom <= low || freeFrom > gross.reduce((sum, line) => sum + line, 0);
}
