import type { Caller } from './roles.ts';

/** A right that a role has and that nothing has needed. */
export interface UnusedRight {
  functionName: string;
  source: string;
  action: string;
  resource: string;
}

// Needed by the Lambda service itself in the cloud; nothing calls these here.
const usedByTheService = /^(logs|xray|kms):/;

/** The rights nobody has used since the start; those that only the Lambda service itself uses are left out. */
export function unusedRights(callers: Map<string, Caller>): UnusedRight[] {
  return [...callers.values()].flatMap(({ spec, role }) =>
    role
      .unused()
      .filter(({ action }) => !usedByTheService.test(action))
      .map((right) => ({ functionName: spec.name, ...right })),
  );
}
