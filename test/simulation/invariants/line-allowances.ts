import type { Invariant, View } from '../contract.ts';
import type { OrderDoc } from './shapes.ts';
import type { Plain } from './stored.ts';
import { itemsAt } from './tables.ts';

interface Used {
  sku: string;
  sale: string;
  quantity: number;
}

const ENDED = new Set(['EXPIRED', 'CANCELLED']);

const nameOf = (customerId: string, { sku, sale }: Pick<Used, 'sku' | 'sale'>) =>
  `ALLOWANCE#${sku}#${sale}#${customerId}`;

function usedByOrders(view: View): { customerId: string; used: readonly Used[] }[] {
  return itemsAt(view, 'orders', 'ORDER#', 'ORDER')
    .map((item) => item.order as OrderDoc & { inLine?: Used[] })
    .filter(({ status }) => !ENDED.has(status))
    .map(({ customerId, inLine = [] }) => ({ customerId, used: inLine }));
}

function usedInLine(view: View): { customerId: string; used: readonly Used[] }[] {
  const isHeld = (item: Plain) => item.state === 'held';
  return itemsAt(view, 'orders', 'COMMAND#', 'COMMAND')
    .filter(isHeld)
    .map((item) => item.joiner as { customerId: string; wants: Used[] })
    .map(({ customerId, wants }) => ({ customerId, used: wants }));
}

/** Lines: what counts against a customer's limit is what he has, to the unit, and nobody is left standing there. */
export function lineAllowances(): Invariant {
  return {
    id: 'line',
    name: 'limits count what is there',
    atQuiet(view: View) {
      const sums = new Map<string, number>();
      for (const { customerId, used } of [...usedByOrders(view), ...usedInLine(view)])
        for (const one of used)
          sums.set(nameOf(customerId, one), (sums.get(nameOf(customerId, one)) ?? 0) + one.quantity);
      const counted = new Map(
        itemsAt(view, 'orders', 'ALLOWANCE#', 'ALLOWANCE').map(({ pk, taken }) => [String(pk), Number(taken)]),
      );
      const names = new Set([...sums.keys(), ...counted.keys()]);
      return [...names]
        .filter((name) => (sums.get(name) ?? 0) !== (counted.get(name) ?? 0))
        .map((name) => `${name}: counted ${counted.get(name) ?? 0}, there are ${sums.get(name) ?? 0}`);
    },
  };
}
