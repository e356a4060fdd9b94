import { type Node, type Source, walk } from './source.ts';

/** What a planted bug drops. */
export type Kind = 'condition' | 'deduplication' | 'guard' | 'outbox' | 'retry' | 'clock';

/** A place in a source where something is dropped by putting `replacement` there. */
export interface Plant {
  kind: Kind;
  node: Node;
  replacement: string;
  /** Sets plants of one place apart. */
  variant?: string;
  /** Where it shows that this place was come by; the node itself where nothing is said. */
  seen?: { node: Node; how: Seen };
}

/**
 * How it is seen that dropping a place would have mattered: an expression was evaluated, or came out otherwise than `false` or
 * `true`; the store refused what a condition was made for; a statement threw; a rule forbade; an act failed.
 */
export type Seen = 'evaluated' | 'refused' | 'not-false' | 'not-true' | 'throws' | 'forbids' | 'fails' | 'always';

type Find = (source: Source, node: Node, above: readonly Node[]) => Plant[];

const field = (node: Node | undefined, name: string): Node | undefined => node?.[name] as Node | undefined;
const nameOf = (node: Node | undefined): string | undefined =>
  node && ['Identifier', 'StringLiteral'].includes(node.type) ? (node.value as string) : undefined;
const calleeOf = (node: Node): string | undefined => {
  const callee = field(node, 'callee');
  return nameOf(callee) ?? nameOf(field(callee, 'property'));
};
const argumentsOf = (node: Node): Node[] =>
  (node.arguments as { expression: Node }[]).map(({ expression }) => expression);
const isCallOf = (node: Node, name: string): boolean => node.type === 'CallExpression' && calleeOf(node) === name;

const ALWAYS = 'attribute_not_exists(noSuchAttribute)';

/** Raw conditions are widened, so that their placeholders stay in use; those of the toolbox go. */
const condition: Find = (source, node, above) => {
  if (node.type !== 'KeyValueProperty') return [];
  const name = nameOf(field(node, 'key'));
  const value = field(node, 'value') as Node;
  if (name === 'ConditionExpression')
    return [
      {
        kind: 'condition',
        node: value,
        replacement: `'(' + (${source.textOf(value)}) + ') OR ${ALWAYS}'`,
        seen: { node: value, how: 'refused' },
      },
    ];
  const isOption =
    name === 'condition' && above.at(-2)?.type === 'CallExpression' && isCallOf(above.at(-2) as Node, 'options');
  const seen = { node: value, how: 'refused' } as const;
  return isOption ? [{ kind: 'condition', node, replacement: '...{}', seen }] : [];
};

/** The mark is made under a name that nobody will ask for again: the effect is no longer bound to its event or command. */
const deduplication: Find = (source, node) => {
  if (isCallOf(node, 'applyOnce')) {
    const [, , eventId, run] = argumentsOf(node);
    if (!eventId || !run) return [];
    return [{ kind: 'deduplication', node: eventId, replacement: `(${source.textOf(run)}).newId()` }];
  }
  if (!isCallOf(node, 'recordCommand')) return [];
  const [commanded] = argumentsOf(node);
  if (!commanded) return [];
  const unbound = `((it) => ({ ...it, command: { ...it.command, key: it.run.newId() } }))(${source.textOf(commanded)})`;
  return [{ kind: 'deduplication', node: commanded, replacement: unbound }];
};

/** The item is written, but not as one that the relay publishes. */
const outbox: Find = (source, node) => {
  if (!isCallOf(node, 'announce')) return [];
  const silent = `((action) => { action.write.Put.Item._et = 'Silenced'; return action; })(${source.textOf(node)})`;
  return [{ kind: 'outbox', node, replacement: silent }];
};

const STATE = /status|version|[cC]hanged|mayStep|isExpired|settled|captured|refunded|cancelled|already|taken/;
/** What a refusal looks at when it is not the request alone. */
const STORED = /\((order|payment|before|stored|evaluation|quote|priced|back)\b/;
const EXITS = new Set(['ThrowStatement', 'ReturnStatement', 'ContinueStatement']);

function leaves(statement: Node | undefined): boolean {
  if (statement?.type !== 'BlockStatement') return statement !== undefined && EXITS.has(statement.type);
  const last = (statement.stmts as Node[]).at(-1);
  return last !== undefined && EXITS.has(last.type);
}

/** Early exits that look at a state never happen; what may be done may always be done. */
const guard: Find = (source, node) => {
  if (node.type === 'IfStatement' && !node.alternate && leaves(field(node, 'consequent'))) {
    const test = field(node, 'test') as Node;
    const isAboutState = STATE.test(source.textOf(test)) || /'conflict'/.test(source.textOf(node));
    const seen = { node: test, how: 'not-false' } as const;
    return isAboutState ? [{ kind: 'guard', node: test, replacement: 'false', seen }] : [];
  }
  if (node.type === 'ExpressionStatement' && field(node, 'expression')?.type === 'CallExpression') {
    const name = calleeOf(field(node, 'expression') as Node) ?? '';
    return /^refuse[A-Z]/.test(name) && STORED.test(source.textOf(node))
      ? [{ kind: 'guard', node, replacement: ';', seen: { node, how: 'throws' } }]
      : [];
  }
  if (node.type !== 'FunctionDeclaration' || !/^(may|can)[A-Z]/.test(nameOf(field(node, 'identifier')) ?? ''))
    return [];
  const body = field(node, 'body') as Node;
  return [{ kind: 'guard', node: body, replacement: '{ return true; }', seen: { node: body, how: 'forbids' } }];
};

const TRIES = /(^|_)(RETRIES|TRIES|ATTEMPTS)$/;

function numbersIn(node: Node): Node[] {
  const found: Node[] = [];
  walk(node, (each) => {
    if (each.type === 'NumericLiteral') found.push(each);
  });
  return found;
}

/** Everything is tried once. */
const retry: Find = (source, node) => {
  if (node.type === 'VariableDeclarator' && TRIES.test(nameOf(field(node, 'id')) ?? '') && node.init) {
    const none = /RETRIES/.test(nameOf(field(node, 'id')) ?? '') ? '0' : '1';
    return numbersIn(field(node, 'init') as Node).map((number) => ({
      kind: 'retry',
      node: number,
      replacement: none,
      seen: { node: number, how: 'always' },
    }));
  }
  if (!isCallOf(node, 'retryWhenChanged')) return [];
  const [act] = argumentsOf(node);
  if (!act) return [];
  return [{ kind: 'retry', node, replacement: `(${source.textOf(act)})()`, seen: { node: act, how: 'fails' } }];
};

const ORDER = new Set(['<', '<=', '>', '>=']);
const MOMENT = /\bnow\b|\bcart\.now\b|TOLERANCE|_MS\b|_SECONDS\b/;

/** A comparison with the clock always comes out one way; both ways where neither is the one that lets pass. */
const clock: Find = (source, node, above) => {
  if (
    node.type === 'KeyValueProperty' &&
    nameOf(field(node, 'key')) === ':before' &&
    /now|instant/.test(source.textOf(node))
  )
    return [{ kind: 'clock', node: field(node, 'value') as Node, replacement: `'~'` }];
  if (node.type !== 'BinaryExpression' || !ORDER.has(String(node.operator)) || !MOMENT.test(source.textOf(node)))
    return [];
  const parent = above.at(-1);
  const plant = (replacement: 'true' | 'false'): Plant => ({
    kind: 'clock',
    node,
    replacement,
    variant: replacement,
    seen: { node, how: `not-${replacement}` },
  });
  if (parent?.type === 'IfStatement' || parent?.operator === '||') return [plant('false')];
  return parent?.operator === '&&' ? [plant('true')] : [plant('true'), plant('false')];
};

const FINDERS: Find[] = [condition, deduplication, outbox, guard, retry, clock];

/** Every place in a source where a bug can be planted. */
export function plantsIn(source: Source): Plant[] {
  const plants: Plant[] = [];
  walk(source.root, (node, above) => {
    for (const find of FINDERS) plants.push(...find(source, node, above));
  });
  return plants;
}
