import type { Commit, Invariant } from '../contract.ts';
import { placeOf, type StockItem } from './shapes.ts';
import { seenAt } from './stored.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Units that are kept for channels. */
function pooledIn(level: StockItem): number[] {
  return Object.entries(level)
    .filter(([name]) => name.startsWith('pool-'))
    .map(([, units]) => Number(units));
}

function faultOf(level: StockItem): string | undefined {
  const { onHand, reserved, available, safety = 0, damaged = 0, short = 0, incoming = 0, awaited = 0 } = level;
  const pools = pooledIn(level);
  const counters = [onHand, reserved, safety, damaged, short, incoming, awaited, ...pools];
  if (!counters.every((number) => Number.isInteger(number) && number >= 0))
    return 'a counter is negative or no integer';
  if (reserved > onHand) return 'more is reserved than is there';
  // Units that are promised and were not found may be missing from what is left, and nothing else may.
  if (available < -short) return 'more is sold than is left';
  if (onHand !== sum([reserved, available, safety, short, ...pools])) return 'on hand is not the sum of its parts';
  return undefined;
}

/** 1: nothing is sold that is not there. */
export function noOversell(): Invariant {
  return {
    id: '1',
    name: 'no oversell',
    onCommit(commit: Commit) {
      for (const { pk, sk, after } of seenAt(commit, 'inventory', 'STOCK#', 'AT#')) {
        if (!after) return `the stock ${pk} ${sk} was deleted`;
        const level = after as unknown as StockItem;
        const fault = faultOf(level);
        if (fault) return `${placeOf(level)}: ${fault}: ${JSON.stringify(level)}`;
      }
      return undefined;
    },
  };
}
