import type { ErrorAt } from '../../../shared/kernel/errors.ts';
import type { Colour, Finding } from './findings.ts';

/** How a version of a promotion stands after its newest rehearsal. */
export interface Standing {
  promotionId: string;
  version: number;
  rehearsalId: string;
  verdict: Colour;
  /** The codes of its red findings. */
  red: string[];
  finishedAt: string;
}

/** What is asked of a promotion before it goes live. */
export interface Policy {
  /** No version goes live that was never rehearsed. */
  required: boolean;
  /** The least that must be left of what a cart is paid with, in percent (at most one decimal); 0 is its cost. */
  marginFloor: number;
}

/** A shop that has said nothing: rehearse who will, and nothing goes below its cost unnoticed. */
export const USUAL_POLICY: Policy = { required: false, marginFloor: 0 };

/** The codes of the red findings. */
export const redOf = (findings: readonly Finding[]): string[] =>
  findings.filter(({ colour }) => colour === 'red').map(({ code }) => code);

/** What keeps a version from going live; nothing when it may. */
export function faultsOf(standing: Standing | undefined, { required }: Policy): ErrorAt[] {
  if (standing) return standing.red.map((code) => ({ path: 'rehearsal', code }));
  return required ? [{ path: 'rehearsal', code: 'rehearsals.required' }] : [];
}
