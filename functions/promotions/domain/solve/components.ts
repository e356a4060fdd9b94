import { type Case, freesShipping, isQuiet, type Option } from './case.ts';

/** Finds who belongs together: each member leads to one of its group. */
class Groups {
  private readonly above: number[] = [];
  private readonly byLine: number[] = [];
  private readonly byKey = new Map<string, number>();

  add(member: number): void {
    this.above[member] = member;
  }

  leaderOf(member: number): number {
    let leader = member;
    while (this.above[leader] !== leader) leader = this.above[leader] ?? leader;
    this.above[member] = leader;
    return leader;
  }

  private join(member: number, known: number): void {
    this.above[this.leaderOf(member)] = this.leaderOf(known);
  }

  /** All who share a line belong together. */
  joinByLine(member: number, line: number): void {
    const known = this.byLine[line];
    if (known === undefined) this.byLine[line] = member;
    else this.join(member, known);
  }

  /** All who share a key belong together. */
  joinByKey(member: number, key: string): void {
    const known = this.byKey.get(key);
    if (known === undefined) this.byKey.set(key, member);
    else this.join(member, known);
  }
}

/** What two may have to do with each other besides lines. */
function keysOf(kase: Case, option: Option): string[] {
  const { exclusiveGroup, rule } = option.promotion;
  const keys: string[] = [];
  // Of a gift that is short, what one gives another cannot.
  for (const { sku } of rule.gifts) if (kase.gifts.get(sku)?.available !== undefined) keys.push(`gift ${sku}`);
  if (exclusiveGroup !== undefined) keys.push(`group ${exclusiveGroup}`);
  if (freesShipping(option)) keys.push('shipping');
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
    for (const line of option.at) groups.joinByLine(n, line);
    for (const key of keysOf(kase, option)) groups.joinByKey(n, key);
  });
  const parts = new Map<number, Option[][]>();
  options.forEach((option, n) => {
    const leader = groups.leaderOf(n);
    const layers = parts.get(leader) ?? kase.layers.map(() => []);
    parts.set(leader, layers);
    layers[option.promotion.layerRank]?.push(option);
  });
  if (parts.size < 2) return [kase];
  return [...parts.values()].map((layers) => ({
    ...kase,
    layers,
    isPlain: layers.every((layer) => layer.every(isQuiet)),
  }));
}
