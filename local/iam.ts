import { type Condition, compileConditions, type RequestContext } from './iam-conditions.ts';
import { globMatcher } from './text-patterns.ts';
import { Unsupported } from './unsupported.ts';

/** What is asked of a role: one action on one resource, with the condition keys of the request. */
type AccessRequest = { action: string; resource: string; context: RequestContext };

/** IAM's three answers; only `allow` lets a request pass. */
type Decision = 'allow' | 'explicit-deny' | 'implicit-deny';

/** One right as written: an action entry on a resource entry of the statement named by `source`. */
type Right = { source: string; action: string; resource: string };

/** The compiled policies of one role; it remembers which of its rights have let a request pass. */
export type IamRole = {
  decide(request: AccessRequest): Decision;
  /** The rights that have allowed at least one request since the role was compiled. */
  used(): Right[];
  /** The rights that have allowed none: what the role could do without. */
  unused(): Right[];
};

type Entry = { text: string; matches: (value: string) => boolean };
type Statement = {
  effect: 'Allow' | 'Deny';
  actions: Entry[];
  resources: Entry[];
  conditions: Condition[];
  source: string;
};
type Grant = { right: Right; used: boolean };
/** What is known of one (action, resource) before its context is looked at. */
type Candidates = { decided: Decision | undefined; hits: { statement: Statement; grants: Grant[] }[] };

const KNOWN_KEYS = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']);
const CACHE_LIMIT = 10_000;

/**
 * Compiles the statements of a role's identity policies. Deny wins over allow; nothing said is `implicit-deny`.
 * Wildcards run over the whole ARN. `source` names a statement in {@link Right}. Throws {@link Unsupported} for an
 * element or a condition operator that is not known here.
 */
export function compilePolicies(statements: { source: string; statement: unknown }[]): IamRole {
  const compiled = statements.map(({ source, statement }) => compileStatement(source, statement));
  const grants = grantsOf(compiled);
  const cache = new Map<string, Candidates>();
  return {
    decide: ({ action, resource, context }) => {
      const key = `${action} ${resource}`;
      const known = cache.get(key);
      const candidates = known ?? candidatesFor(compiled, grants, { action, resource });
      if (known === undefined) {
        if (cache.size >= CACHE_LIMIT) cache.clear();
        cache.set(key, candidates);
      }
      return candidates.decided ?? decideWith(candidates.hits, context);
    },
    used: () => rightsWhere(grants, true),
    unused: () => rightsWhere(grants, false),
  };
}

function compileStatement(source: string, statement: unknown): Statement {
  const fields = recordOf(statement, source);
  const unknown = Object.keys(fields).find((key) => !KNOWN_KEYS.has(key));
  if (unknown !== undefined) throw new Unsupported('IAM policy element', unknown, source);
  const { Effect: effect } = fields;
  if (effect !== 'Allow' && effect !== 'Deny') throw new Unsupported('IAM effect', String(effect), source);
  return {
    source,
    effect,
    actions: entriesOf(fields, 'Action', source),
    resources: entriesOf(fields, 'Resource', source),
    conditions: compileConditions(fields.Condition ?? {}, source),
  };
}

function recordOf(value: unknown, source: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Unsupported('IAM statement', JSON.stringify(value) ?? String(value), source);
}

/** Actions are compared without regard to case, resources with it; `Not…` is one entry that matches all else. */
function entriesOf(fields: Record<string, unknown>, key: 'Action' | 'Resource', source: string): Entry[] {
  const flags = key === 'Action' ? 'i' : '';
  const named = fields[key];
  const texts = textsOf(named ?? fields[`Not${key}`], `${key} in ${source}`);
  const entries = texts.map((text) => ({ text, matches: globMatcher(text, flags) }));
  if (named !== undefined) return entries;
  const matches = (value: string) => !entries.some((entry) => entry.matches(value));
  return [{ text: `Not${key} ${texts.join(' ')}`, matches }];
}

function textsOf(value: unknown, where: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((text) => {
    if (typeof text === 'string' && !text.includes('${')) return text;
    throw new Unsupported('IAM policy value', JSON.stringify(text) ?? String(text), where);
  });
}

const rightKey = (right: Right): string => JSON.stringify([right.source, right.action, right.resource]);

const pairsOf = ({ source, actions, resources }: Statement) =>
  actions.flatMap((action) =>
    resources.map((resource) => ({
      action,
      resource,
      right: { source, action: action.text, resource: resource.text },
    })),
  );

function grantsOf(statements: Statement[]): Map<string, Grant> {
  const rights = statements.filter(({ effect }) => effect === 'Allow').flatMap(pairsOf);
  return new Map(rights.map(({ right }) => [rightKey(right), { right, used: false }]));
}

function rightsWhere(grants: Map<string, Grant>, used: boolean): Right[] {
  return [...grants.values()].filter((grant) => grant.used === used).map((grant) => grant.right);
}

function candidatesFor(
  statements: Statement[],
  grants: Map<string, Grant>,
  request: { action: string; resource: string },
): Candidates {
  const hits = statements.flatMap((statement) => {
    const pairs = pairsOf(statement).filter(
      ({ action, resource }) => action.matches(request.action) && resource.matches(request.resource),
    );
    const touched = pairs.map(({ right }) => grants.get(rightKey(right))).filter((grant) => grant !== undefined);
    return pairs.length > 0 ? [{ statement, grants: touched }] : [];
  });
  const conditional = hits.some(({ statement }) => statement.conditions.length > 0);
  return { hits, decided: conditional ? undefined : decideWith(hits, {}) };
}

/** Marks every right that would have let the request pass: two statements that allow the same are both in use. */
function decideWith(hits: Candidates['hits'], context: RequestContext): Decision {
  const holding = hits.filter(({ statement }) => statement.conditions.every((condition) => condition(context)));
  if (holding.some(({ statement }) => statement.effect === 'Deny')) return 'explicit-deny';
  for (const { grants } of holding) for (const grant of grants) grant.used = true;
  return holding.length > 0 ? 'allow' : 'implicit-deny';
}
