import type { Line } from './online-retail.ts';

/** A product as the file knows it. */
export interface FileProduct {
  sku: string;
  name: string;
  category: 'general' | 'service';
  /** The unit price of its latest sale, minor units. */
  price: number;
}

/** Stock codes that stand for a service or a booking, not for goods on a shelf. */
const SERVICES = new Set(['POST', 'DOT', 'C2', 'M', 'D', 'S', 'B', 'BANK CHARGES', 'AMAZONFEE', 'CRUK']);

const NAME_LENGTH = 200;

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [text, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = text;
  return best;
}

/** Gathers products from sales: the description used most often (the earlier one at a tie) and the latest price. */
export function productGatherer() {
  const seen = new Map<string, { names: Map<string, number>; price: number; at: string }>();
  return {
    add({ sku, description, unitPrice, at }: Line): void {
      const entry = seen.get(sku) ?? { names: new Map<string, number>(), price: unitPrice, at };
      if (description) entry.names.set(description, (entry.names.get(description) ?? 0) + 1);
      if (at >= entry.at) Object.assign(entry, { price: unitPrice, at });
      seen.set(sku, entry);
    },
    products(): FileProduct[] {
      return [...seen].map(([sku, { names, price }]) => ({
        sku,
        name: (mostFrequent(names) ?? sku).slice(0, NAME_LENGTH),
        category: SERVICES.has(sku.toUpperCase()) ? 'service' : 'general',
        price,
      }));
    },
  };
}
