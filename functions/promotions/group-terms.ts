import type { Instant } from '../../shared/kernel/time.ts';
import type { Snapshot } from './domain/compile.ts';

/** What a group-buy promotion asks for of a group. */
export interface AskedOfGroup {
  promotionId: string;
  people: number;
  hours: number;
  validTo: Instant;
}

/** What a live group-buy promotion asks for; undefined for any other promotion. */
export function askedOfGroup({ snapshot }: { snapshot: Snapshot }, promotionId: string): AskedOfGroup | undefined {
  const { group, validTo } = snapshot.byId.get(promotionId) ?? {};
  return group && validTo ? { promotionId, people: group.people, hours: group.hours, validTo } : undefined;
}
