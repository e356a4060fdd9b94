import { Random } from './random.ts';

/** The highest rate that a seed may draw for each kind of fault. */
const HIGHEST = {
  'kill-before': 0.02,
  'kill-after': 0.02,
  throttle: 0.15,
  conflict: 0.15,
  'lost-reply': 0.04,
  'error-after': 0.04,
  'error-before': 0.08,
  slow: 0.04,
  'unprocessed-keys': 0.1,
  'index-lag': 1,
  'stale-read': 0.2,
  'skewed-clock': 0.5,
  'duplicate-request': 0.15,
  'lost-answer': 0.1,
  'duplicate-message': 0.3,
  'duplicate-event': 0.3,
  'late-delivery': 0.3,
  'failed-entry': 0.1,
  'lost-environment': 0.3,
  'schedule-twice': 0.5,
  'schedule-late': 0.5,
  'schedule-never': 0.5,
  'partner-silent': 0.1,
  'partner-error': 0.1,
  'partner-slow': 0.1,
  // The last: each draws in its turn whether it is on.
  'unprocessed-items': 0.1,
  // Tokens live ten minutes in AWS, and as long as its engine on a laptop: no commit may lean on its token alone.
  'forgotten-token': 1,
} as const;

/** A kind of fault. */
export type FaultKind = keyof typeof HIGHEST;

/** All kinds of faults. */
export const FAULT_KINDS = Object.keys(HIGHEST) as FaultKind[];

/** What a run may leave out, to find the faults that a violation needs. */
export interface Spared {
  kinds?: ReadonlySet<FaultKind>;
  /** Single faults by their number in the run. */
  numbers?: (number: number) => boolean;
}

/** Which faults happen in a run. Each kind has its own numbers, so leaving one out does not move the others. */
export class Faults {
  /** Faults stop for good when this is set. */
  stopped = false;
  /** How often each kind struck. */
  readonly counts = new Map<FaultKind, number>();
  /** How many faults there were. */
  struck = 0;
  readonly rates: Readonly<Record<FaultKind, number>>;
  readonly #streams: Record<FaultKind, Random>;
  readonly #spared: Spared;

  constructor(seed: number, strength: number, spared: Spared = {}) {
    const draw = new Random(seed, 'faults');
    this.#spared = spared;
    const rateOf = (kind: FaultKind): number => {
      const [isOn, power] = [draw.chance(0.5), draw.next()];
      return isOn && !spared.kinds?.has(kind) ? HIGHEST[kind] * power * strength : 0;
    };
    this.rates = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, rateOf(kind)])) as Record<FaultKind, number>;
    this.#streams = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, new Random(seed, `fault ${kind}`)])) as Record<
      FaultKind,
      Random
    >;
  }

  /** Whether a fault of this kind happens now. */
  strikes(kind: FaultKind): boolean {
    const rate = this.rates[kind];
    if (this.stopped || rate === 0 || !this.#streams[kind].chance(rate)) return false;
    this.struck += 1;
    if (this.#spared.numbers?.(this.struck)) return false;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    return true;
  }

  /** A number in [0, 1) that belongs to faults of this kind. */
  measure(kind: FaultKind): number {
    return this.#streams[kind].next();
  }
}
