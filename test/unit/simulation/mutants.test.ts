import { mutantsOf, placesIn, sourceMutants } from '../../simulation/mutants/generate.ts';
import { type Node, sourceOf } from '../../simulation/mutants/source.ts';
import { table } from '../../simulation/mutants/table.ts';
import { templateMutants } from '../../simulation/mutants/template-mutants.ts';

type Blueprint = Parameters<typeof templateMutants>[0];

/** What the only bug in a text makes of it. */
function planted(text: string): { id: string; text: string } {
  const mutants = mutantsOf('functions/a.ts', text);
  expect(mutants).toHaveLength(1);
  const [{ id, change }] = mutants as [(typeof mutants)[0]];
  return { id, text: change.transform(text) };
}

describe('what is dropped', () => {
  test('a raw condition is widened, so that what it names stays in use', () => {
    const found = planted("const a = '…';\nput({ ConditionExpression: 'n = :n' });");
    expect(found.id).toBe('functions/a.ts:2:condition');
    expect(found.text).toContain(
      "ConditionExpression: '(' + ('n = :n') + ') OR attribute_not_exists(noSuchAttribute)' }",
    );
  });

  test("the toolbox's condition goes, another object's property of that name stays", () => {
    expect(planted('x.options({ condition: { attr: a, exists: false } });').text).toBe('x.options({ ...{} });');
    expect(mutantsOf('functions/a.ts', 'promotion({ condition: 1 });')).toEqual([]);
  });

  test('the mark of an event is made under a name of its own', () => {
    const found = planted("commit([applyOnce('orders', 'me', event.id, run), effect]);");
    expect(found.text).toBe("commit([applyOnce('orders', 'me', (run).newId(), run), effect]);");
  });

  test('a fact is written as something that the relay does not publish', () => {
    expect(planted('commit([announce(Paid, fact, run)]);').text).toContain("_et = 'Silenced'");
  });

  test('an early exit that looks at a state never happens; one that looks at the request stays', () => {
    expect(planted("if (order.status !== 'PAID') throw refusal;").text).toBe('if (false) throw refusal;');
    expect(mutantsOf('functions/a.ts', 'if (lines.length === 0) throw refusal;')).toEqual([]);
    expect(planted('function mayStep(a: string) { return table.has(a); }').text).toContain('{ return true; }');
  });

  test('what is retried is tried once', () => {
    expect(planted('const MAX_CONFLICT_RETRIES = 8;').text).toBe('const MAX_CONFLICT_RETRIES = 0;');
    expect(planted('await retryWhenChanged(() => act(1));').text).toBe('await (() => act(1))();');
    expect(mutantsOf('functions/a.ts', 'const MAX_ENTRIES = 10;')).toEqual([]);
  });

  test('a clock is not looked at: either way where neither lets pass', () => {
    expect(planted('if (hold.until <= now) throw over();').text).toBe('if (false) throw over();');
    const both = mutantsOf('functions/a.ts', 'const isOpen = (now: string) => from <= now;');
    expect(both.map(({ id }) => id)).toEqual(['functions/a.ts:1:clock-true', 'functions/a.ts:1:clock-false']);
  });
});

test('the repository has places enough, each with an id of its own', () => {
  const mutants = sourceMutants();
  expect(mutants.length).toBeGreaterThan(100);
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  expect([...new Set(mutants.map(({ kind }) => kind))].sort()).toEqual([
    'clock',
    'condition',
    'deduplication',
    'guard',
    'outbox',
    'retry',
  ]);
});

test('each setting of the template that keeps messages goes alone', () => {
  const queue = { name: 'q', visibilityMs: 90_000, delayMs: 0, redrive: { to: 'q-dlq', maxReceives: 5 } };
  const mapping = { kind: 'queue', id: 'm', functionName: 'f', reportsFailures: true };
  const stream = {
    kind: 'stream',
    id: 's',
    functionName: 'g',
    reportsFailures: true,
    maximumRetries: 10,
    bisects: true,
  };
  const blueprint = { queues: [queue], mappings: [mapping, { ...stream, onFailure: 'g-dlq' }] } as unknown as Blueprint;
  const dropped = templateMutants(blueprint);
  expect(dropped.map(({ id }) => id)).toEqual([
    'template:q:dead-letters',
    'template:q:visibility',
    'template:f:partial-batch',
    'template:g:partial-batch',
    'template:g:stream-retries',
    'template:g:stream-failures',
    'template:g:stream-bisect',
  ]);
  for (const { apply } of dropped) expect(apply(blueprint)).not.toEqual(blueprint);
  expect(dropped[0]?.apply(blueprint).queues).toEqual([{ ...queue, redrive: undefined }]);
});

test('a place that is come by is marked where a bug would make a difference, also within another place', () => {
  const text = "if (order.status !== 'PAID' && hold.until <= now) throw announce(a, b, run);";
  const source = sourceOf('functions/a.ts', text);
  const [guard, clock] = placesIn(source);
  const marked = source.wrapped([
    { node: guard?.seen?.node as Node, before: '[', after: ']' },
    { node: clock?.node as Node, before: '<', after: '>' },
  ]);
  expect(marked).toBe("if ([order.status !== 'PAID' && <hold.until <= now>]) throw announce(a, b, run);");
  expect([guard?.seen?.how, clock?.seen?.how]).toEqual(['not-false', 'not-true']);
});

test('the table counts what was noticed among those that lived', () => {
  const verdict = (id: string, fate: 'caught' | 'survived' | 'stillborn') => ({
    id,
    kind: 'guard',
    was: 'x',
    fate,
    runs: 1,
  });
  const text = table([verdict('a', 'caught'), verdict('b', 'survived'), verdict('c', 'stillborn')]);
  expect(text).toContain('1 of 2 noticed: 50.0 %');
  expect(text).toContain('  b  1 runs  x');
});
