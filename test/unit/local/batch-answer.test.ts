import { failedItems } from '../../../local/batch-answer.ts';

const ids = ['a', 'b'];
const ok = (value: unknown) => ({ ok: true as const, result: JSON.stringify(value) });

test.each([
  ['nothing', { ok: true as const, result: undefined }, []],
  ['null', ok(null), []],
  ['no list', ok({}), []],
  ['an empty list', ok({ batchItemFailures: [] }), []],
  ['one failure', ok({ batchItemFailures: [{ itemIdentifier: 'b' }] }), ['b']],
  ['an empty identifier', ok({ batchItemFailures: [{ itemIdentifier: '' }] }), ids],
  ['no identifier', ok({ batchItemFailures: [{}] }), ids],
  ['a foreign identifier', ok({ batchItemFailures: [{ itemIdentifier: 'x' }] }), ids],
  ['a list that is none', ok({ batchItemFailures: 'b' }), ids],
  ['an error', { ok: false as const, error: { errorType: 'E', errorMessage: '' } }, ids],
])(
  'given a batch of two, when the function answers %s, then %#: the failed items are as Lambda reads it',
  (_, outcome, failed) => {
    expect([...failedItems(outcome, ids, true)]).toEqual(failed);
  },
);

test('given a mapping without reports, when the function names failures, then they are not read', () => {
  expect(failedItems(ok({ batchItemFailures: [{ itemIdentifier: 'b' }] }), ids, false).size).toBe(0);
});
