const KEYWORDS = new Set(['SET', 'REMOVE', 'ADD', 'DELETE', 'AND', 'OR', 'NOT', 'IN', 'BETWEEN']);
const CACHE_LIMIT = 2_000;

/** Expressions are constants of the program, so their tokens are kept: this runs on every call to the database. */
const known = new Map<string, string[]>();

/** The top-level attribute names in an expression, as written (a `#placeholder` stays one). */
export function attributesIn(expression: string): string[] {
  if (expression === '') return [];
  const seen = known.get(expression);
  if (seen !== undefined) return seen;
  const found = expression.match(/(?<![\w.#:])#?[A-Za-z_]\w*\b(?!\s*\()/g) ?? [];
  const names = [...new Set(found.filter((name) => !KEYWORDS.has(name.toUpperCase())))];
  if (known.size >= CACHE_LIMIT) known.clear();
  known.set(expression, names);
  return names;
}

/** The attribute behind a name as written in an expression. */
export function resolvedName(name: string, names: Record<string, unknown>): string {
  const real = name.startsWith('#') ? names[name] : undefined;
  return typeof real === 'string' ? real : name;
}

/** The `:placeholder` that a key condition sets equal to an attribute, if it does. */
export function equalityOn(condition: string, attribute: string, names: Record<string, unknown>): string | undefined {
  for (const [, name = '', place] of condition.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)) {
    if (resolvedName(name, names) === attribute) return place;
  }
  return undefined;
}
