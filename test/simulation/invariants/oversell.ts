import type { Commit, Invariant } from '../contract.ts';
import { placeOf, type StockItem } from './shapes.ts';
import { seenAt } from './stored.ts';

function faultOf(level: StockItem): string | undefined {
  const { onHand, reserved, available, safety = 0, damaged = 0 } = level;
  const numbers = [onHand, reserved, safety, damaged];
  if (!numbers.every((number) => Number.isInteger(number) && number >= 0)) return 'a counter is negative or no integer';
  if (reserved > onHand) return 'more is reserved than is there';
  if (available !== onHand - reserved - safety) return 'available is not what is left';
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
