import { breakingChanges } from '../../../scripts/docs/compatibility.ts';
import type { JsonSchema } from '../../../scripts/docs/json-schema.ts';

const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };
const whole = { type: 'integer' };
const list = (items: JsonSchema) => ({ type: 'array', items });

describe('given the schema of an event that was promised', () => {
  test.each<[string, JsonSchema, JsonSchema]>([
    ['nothing changed', object({ a: text }, ['a']), object({ a: text }, ['a'])],
    ['an optional field was added', object({ a: text }, ['a']), object({ a: text, b: whole }, ['a'])],
    ['one was added further in', list(object({ a: text })), list(object({ a: text, b: text }))],
    ['only the order of fields is another', object({ a: text, b: text }), object({ b: text, a: text })],
    ['only explanations changed', { ...text, description: 'old' }, { ...text, description: 'new', examples: ['x'] }],
  ])('when %s, then it is kept', (_, before, after) => {
    expect(breakingChanges(before, after)).toEqual([]);
  });

  test.each<[string, JsonSchema, JsonSchema, string, string]>([
    ['a field is gone', object({ a: text, b: text }), object({ a: text }), 'b', 'removed'],
    ['a new field is required', object({ a: text }), object({ a: text, b: text }, ['b']), 'b', 'new-required'],
    ['a field became required', object({ a: text }), object({ a: text }, ['a']), 'a', 'became-required'],
    ['a field became optional', object({ a: text }, ['a']), object({ a: text }), 'a', 'became-optional'],
    ['a type is another', object({ a: text }), object({ a: whole }), 'a', 'changed'],
    ['a range is narrower', object({ a: whole }), object({ a: { ...whole, minimum: 1 } }), 'a', 'changed'],
    ['a pattern came', object({ a: text }), object({ a: { ...text, pattern: '^a' } }), 'a', 'changed'],
    ['a choice is gone', { enum: ['a', 'b'] }, { enum: ['a'] }, '', 'changed'],
    ['a choice came', { enum: ['a'] }, { enum: ['a', 'b'] }, '', 'changed'],
    ['null may come', object({ a: text }), object({ a: { anyOf: [text, { type: 'null' }] } }), 'a', 'changed'],
    ['entries are others', object({ a: list(text) }), object({ a: list(whole) }), 'a[]', 'changed'],
    ['a field of entries is gone', list(object({ a: text })), list(object({})), '[].a', 'removed'],
    ['values are others', { additionalProperties: text }, { additionalProperties: whole }, '*', 'changed'],
    ['no field may be added any more', object({}), { ...object({}), additionalProperties: false }, '*', 'changed'],
    ['a list became one', object({ a: list(text) }), object({ a: text }), 'a', 'changed'],
  ])('when %s, then it is broken', (_, before, after, path, kind) => {
    expect(breakingChanges(before, after)).toContainEqual({ path, kind });
  });
});
