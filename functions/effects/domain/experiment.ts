import { type Difference, type Group, groupOf, welch } from './means.ts';

/** One who took part: the arm that chance put him in, and what came of it, by name. */
export interface Subject {
  arm: string;
  outcomes: Readonly<Record<string, number>>;
}

/** One outcome in every arm, and how each two arms differ. */
export interface OutcomeReport {
  outcome: string;
  arms: { arm: string; group: Group }[];
  differences: { arm: string; against: string; difference?: Difference }[];
}

/**
 * What a randomised experiment says: each arm's mean of each outcome, and how much each arm is above each one before it, with
 * Welch's 95 % interval. Arms stand by name, the control first.
 */
export function evaluateExperiment(
  subjects: readonly Subject[],
  control: string,
  outcomes: readonly string[],
): OutcomeReport[] {
  const byArm = Map.groupBy(subjects, ({ arm }) => arm);
  const arms = [...byArm.keys()].sort((a, b) => Number(b === control) - Number(a === control) || (a < b ? -1 : 1));
  return outcomes.map((outcome) => {
    const groups = arms.map((arm) => ({
      arm,
      group: groupOf((byArm.get(arm) ?? []).map((subject) => subject.outcomes[outcome] ?? 0)),
    }));
    const differences = groups.flatMap((against, i) =>
      groups.slice(i + 1).map(({ arm, group }) => ({
        arm,
        against: against.arm,
        difference: welch(group, against.group),
      })),
    );
    return { outcome, arms: groups, differences };
  });
}
