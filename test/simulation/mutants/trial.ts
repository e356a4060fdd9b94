import { type Laboratory, runIn } from '../laboratory.ts';
import { loadCode } from '../world/code.ts';
import type { SourceMutant } from './generate.ts';
import type { Sound } from './survey.ts';
import type { TemplateMutant } from './template-mutants.ts';

/** A planted bug. */
export type Mutant = SourceMutant | TemplateMutant;

/** A seed on which a bug is tried, and what sound code violates there. */
export type Candidate = Pick<Sound, 'scenario' | 'seed' | 'violated'>;

/** What became of a planted bug. A stillborn one does not load: it shows nothing. */
export interface Verdict {
  id: string;
  kind: string;
  was: string;
  fate: 'caught' | 'survived' | 'unreached' | 'stillborn' | 'hangs';
  /** What caught it, or what it died of. */
  by?: string;
  scenario?: string;
  /** The seed that caught it. */
  seed?: number;
  /** Seeds in which the bug could make a difference, and which were therefore run with it. */
  runs: number;
}

async function planted(plain: Laboratory, mutant: Mutant): Promise<Laboratory> {
  if ('apply' in mutant) return { ...plain, blueprint: mutant.apply(plain.blueprint) };
  return { ...plain, code: await loadCode(mutant.change) };
}

/** Runs one seed with the bug; answers the violation that sound code does not have there. */
async function noticed(laboratory: Laboratory, { scenario, seed, violated }: Candidate): Promise<string | undefined> {
  const { violations } = await runIn(laboratory, scenario, seed);
  const violation = violations.find(({ invariant }) => !violated.includes(invariant));
  return violation && `${violation.invariant} ${violation.name}: ${violation.text}`.slice(0, 200);
}

/** Plants one bug and runs the candidates until one notices; `beat` is called before each. */
export async function tryOut(
  plain: Laboratory,
  mutant: Mutant,
  candidates: readonly Candidate[],
  beat: () => void,
): Promise<Verdict> {
  const { id, kind, was } = mutant;
  if (candidates.length === 0) return { id, kind, was, fate: 'unreached', runs: 0 };
  let laboratory: Laboratory;
  try {
    laboratory = await planted(plain, mutant);
  } catch (error) {
    return { id, kind, was, fate: 'stillborn', by: String(error).slice(0, 200), runs: 0 };
  }
  for (const [index, candidate] of candidates.entries()) {
    beat();
    const by = await noticed(laboratory, candidate);
    const { scenario, seed } = candidate;
    if (by) return { id, kind, was, fate: 'caught', by, scenario, seed, runs: index + 1 };
  }
  return { id, kind, was, fate: 'survived', runs: candidates.length };
}
