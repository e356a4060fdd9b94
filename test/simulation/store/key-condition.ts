import type { Condition, Operand } from './condition-syntax.ts';
import { rankOf } from './keys.ts';
import { invalid } from './refusal.ts';
import { type Entry, lowest } from './shelf.ts';
import type { KeyAttribute, KeySpec } from './spec.ts';
import type { Terms } from './terms.ts';
import type { AttributeValue } from './values.ts';

/** Which part of a partition a query wants: where it starts and where it ends. */
export interface Wanted {
  partition: string;
  /** The places in the partition's entries, from and before. */
  range(entries: readonly Entry[]): [number, number];
}

/** The shortest text that sorts after `rank`. */
const after = (rank: string): string => `${rank}\u0000`;

const at = (entries: readonly Entry[], sort: string): number => lowest(entries, { sort, id: '' });

/** The first place from `from` on whose sort key does not begin with `start`. */
function endOfPrefix(entries: readonly Entry[], from: number, start: string): number {
  let [low, high] = [from, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]?.sort.startsWith(start)) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Range = Wanted['range'];

const COMPARED: Record<string, (rank: string) => Range> = {
  '=': (rank) => (entries) => [at(entries, rank), at(entries, after(rank))],
  '<': (rank) => (entries) => [0, at(entries, rank)],
  '<=': (rank) => (entries) => [0, at(entries, after(rank))],
  '>': (rank) => (entries) => [at(entries, after(rank)), entries.length],
  '>=': (rank) => (entries) => [at(entries, rank), entries.length],
};

function literal(operand: Operand, key: KeyAttribute, terms: Terms): AttributeValue {
  if (operand.kind !== 'value') throw invalid('Invalid KeyConditionExpression: Invalid operand');
  const value = terms.value(operand.name);
  if (value[key.type] === undefined)
    throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
  if (value.S === '' || value.B === '')
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${key.name}`,
    );
  return value;
}

function flattened(condition: Condition): Condition[] {
  if (condition.kind === 'and') return [...flattened(condition.left), ...flattened(condition.right)];
  if (condition.kind === 'or') throw invalid('Invalid operator used in KeyConditionExpression: OR');
  return [condition];
}

function nameIn(operand: Operand, terms: Terms): string | undefined {
  if (operand.kind !== 'path') return undefined;
  if (operand.path.length > 1) throw invalid('KeyConditionExpressions cannot have conditions on nested attributes');
  return terms.resolved(operand.path)[0] as string;
}

function subjectOf(condition: Condition): Operand {
  if (condition.kind === 'compare' && condition.by !== '<>') return condition.left;
  if (condition.kind === 'between' || condition.kind === 'begins') return condition.of;
  throw invalid(`Invalid operator used in KeyConditionExpression: ${condition.kind}`);
}

function sortRange(condition: Condition, key: KeyAttribute, terms: Terms): Range {
  const rank = (operand: Operand): string => rankOf(literal(operand, key, terms));
  if (condition.kind === 'compare') return (COMPARED[condition.by] as (rank: string) => Range)(rank(condition.right));
  if (condition.kind === 'between') {
    const [from, to] = [rank(condition.from), after(rank(condition.to))];
    return (entries) => [at(entries, from), at(entries, to)];
  }
  if (condition.kind !== 'begins' || key.type === 'N')
    throw invalid(
      'Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    );
  const start = rank(condition.with);
  return (entries) => {
    const from = at(entries, start);
    return [from, endOfPrefix(entries, from, start)];
  };
}

/** Understands which part of a table or index a key condition wants. */
export function wantedBy(condition: Condition, spec: KeySpec, terms: Terms): Wanted {
  const parts = flattened(condition).map((part) => ({ part, name: nameIn(subjectOf(part), terms) }));
  const ofPartition = parts.filter(({ name }) => name === spec.partition.name);
  const ofSort = parts.filter(({ name }) => name !== undefined && name === spec.sort?.name);
  if (ofPartition.length !== 1 || ofSort.length > 1 || parts.length !== 1 + ofSort.length)
    throw invalid('Query condition missed key schema element, or names what is no key');
  const first = ofPartition[0]?.part;
  if (first?.kind !== 'compare' || first.by !== '=') throw invalid('Query key condition not supported');
  const partition = rankOf(literal(first.right, spec.partition, terms));
  const second = ofSort[0]?.part;
  if (!second || !spec.sort) return { partition, range: (entries) => [0, entries.length] };
  return { partition, range: sortRange(second, spec.sort, terms) };
}
