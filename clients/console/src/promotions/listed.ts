import type { Language } from '../../../ui/language.ts';
import type { Reply } from '../api.ts';

/** A promotion with its newest version; of instants the contract says only that they are there. */
export type Promotion = Reply<'listPromotions'>['items'][number] & { validFrom: string; validTo: string };

/** Where a promotion stands for its readers: what is live has a time, too. */
export type Phase = 'draft' | 'planned' | 'running' | 'ended' | 'stopped';

/** The phases in the order in which they are chosen from. */
export const PHASES: readonly Phase[] = ['draft', 'planned', 'running', 'ended', 'stopped'];

/** Its name in a language, or in the other where it has none in that. */
export function nameOf({ name, promotionId }: Pick<Promotion, 'name' | 'promotionId'>, language: Language): string {
  if (typeof name === 'string') return name;
  return name[language] ?? name.zh ?? name.en ?? promotionId;
}

/** The phase of the newest version at an instant in milliseconds. */
export function phaseOf({ state, validFrom, validTo }: Promotion, now: number): Phase {
  if (state !== 'published') return state;
  if (now < Date.parse(validFrom)) return 'planned';
  return now < Date.parse(validTo) ? 'running' : 'ended';
}

/** What a list is narrowed to; empty means all. */
export interface Wanted {
  text: string;
  phase: string;
  kind: string;
}

/** Whether a promotion is among those that are wanted: its name in any language, or its id, has the text. */
export function isWanted(promotion: Promotion, { text, phase, kind }: Wanted, now: number): boolean {
  const { name, promotionId } = promotion;
  const said = `${typeof name === 'string' ? name : Object.values(name).join(' ')} ${promotionId}`.toLowerCase();
  if (kind !== '' && promotion.kind !== kind) return false;
  if (phase !== '' && phaseOf(promotion, now) !== phase) return false;
  return said.includes(text.trim().toLowerCase());
}
